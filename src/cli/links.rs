use std::io::Write;

use super::args::LinksArgs;
use super::{CLEAN, FAILED, Failure, Outcome, check, columns, say, setup};
use crate::config::{Selection, from, normal};
use crate::engine::{Session, Settings, Unread};
use crate::report::links::{Filter, Inventory, InventoryFormat, InventoryStyle, Status, To, View, write_inventory};
use crate::rules::registry;
use crate::text::nearest;

/// Lists the links of the files that a check would take.
pub(super) fn run(args: LinksArgs, color: bool, out: &mut dyn Write) -> Outcome {
    let settings = setup::settings_for(&args.config, Selection::default(), setup::files(&args.files)?)?;
    let inputs = setup::inputs(&args.paths, args.files.stdin_filename.as_deref())?;
    let session = Session { registry: registry(), settings, inputs, today: setup::today()? };
    let mut inventory = Inventory::default();
    let unread = check::watched(|progress| session.survey(progress, &mut |surveyed| inventory.add(surveyed)))?;
    inventory.sort();
    let filter = filter(&args, &session.settings);
    verify(&filter, &inventory, &session.settings)?;
    filter.apply(&mut inventory);
    let view = match (args.orphans, filter.external) {
        (true, _) => View::Orphans,
        (false, Some(true)) => View::ByDestination,
        (false, Some(false) | None) => View::BySource,
    };
    let style = InventoryStyle { view, columns: columns(), color };
    write_inventory(&inventory, args.output_format, style, out)?;
    out.flush()?;
    unread.iter().for_each(tell);
    Ok(if unread.is_empty() { CLEAN } else { FAILED })
}

/// Says of a file why not all of it is known.
pub(super) fn tell(unread: &Unread) {
    say(&format!("{}: {}", unread.path, unread.why));
}

fn filter(args: &LinksArgs, settings: &Settings) -> Filter {
    let mut statuses = args.status.clone();
    if args.broken {
        statuses.extend(Status::ALL.into_iter().filter(|status| status.is_broken()));
    }
    let to = args.to.as_ref().map(|to| match to.contains("://") || to.starts_with("mailto:") {
        true => To::Url(to.clone()),
        false => To::Path(from(&settings.cwd, &normal(&settings.cwd.join(to)))),
    });
    let external = match (args.external, args.local) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    };
    // A node for each URL would bury the pages.
    let asked = statuses.contains(&Status::External) || matches!(to, Some(To::Url(_)));
    let external = external.or((args.output_format == InventoryFormat::Dot && !asked).then_some(false));
    Filter { external, images: args.images, statuses, to }
}

/// Refuses a path that neither is there nor is linked to: it is a slip, and an empty list would hide that.
fn verify(filter: &Filter, inventory: &Inventory, settings: &Settings) -> Result<(), Failure> {
    let Some(To::Path(path)) = &filter.to else { return Ok(()) };
    let targets = || inventory.links.iter().filter_map(|link| link.target.as_deref());
    let alone = Filter { to: filter.to.clone(), ..Filter::default() };
    if settings.cwd.join(path).exists() || inventory.links.iter().any(|link| alone.takes(link)) {
        return Ok(());
    }
    let known = inventory.pages.iter().map(|page| &*page.path).chain(targets());
    let near = nearest(path, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Err(Failure::Message(format!("--to: {path}: no such file, and no link leads to one{near}")))
}
