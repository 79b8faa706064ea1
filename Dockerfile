# Two images: `docker build .` makes one with the program and nothing else, `docker build --target git .` one with git and
# a shell, which `--since` and CI services need.
FROM rust:1.95.0-bookworm AS build
WORKDIR /source
COPY . .
# Static with the C library of the image; a target that is named keeps the flag away from macros, which are libraries.
RUN target=$(rustc -vV | sed -n 's/^host: //p') \
    && RUSTFLAGS='-C target-feature=+crt-static' cargo build --locked --release --target "$target" \
    && cp "target/$target/release/guidelint" /guidelint

FROM alpine:3.22 AS git
# The docs of the host belong to another user than that of the container.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
COPY --from=build /guidelint /usr/local/bin/guidelint
WORKDIR /docs
ENTRYPOINT ["guidelint"]
CMD ["check"]

FROM scratch
COPY --from=build /guidelint /guidelint
WORKDIR /docs
ENTRYPOINT ["/guidelint"]
CMD ["check"]
