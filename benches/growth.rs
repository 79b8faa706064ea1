//! How time and memory grow with a doc set: 2,000 to 20,000 generated pages with 20 links each, to pages, anchors,
//! images and text that is taken in.
//!
//! `cargo bench --bench growth` runs the binary on each size and reads its times and its peak memory from `/proc`, so
//! it says nothing on other systems than Linux. The last two columns stay level where the growth is linear.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SIZES: [usize; 5] = [2_000, 4_000, 8_000, 12_000, 20_000];
const LINKS: usize = 20;
const TURNS: usize = 3;
/// Pages of one folder.
const FOLDER: usize = 100;

/// What one run cost.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    cpu: Duration,
    /// In KiB.
    peak: u64,
}

fn main() {
    if !Path::new("/proc/self/status").exists() {
        println!("there is no /proc to read the costs from");
        return;
    }
    println!(
        "{:>8}{:>10}{:>10}{:>10}{:>10}{:>14}{:>14}",
        "pages", "links", "wall ms", "CPU ms", "peak MiB", "CPU us/page", "KiB/page"
    );
    for pages in SIZES {
        let root = generate(pages);
        let costs: Vec<Cost> = (0..TURNS).map(|_| measure(&root)).collect();
        std::fs::remove_dir_all(&root).expect("the set can be removed");
        let best = |of: fn(&Cost) -> Duration| costs.iter().map(of).min().unwrap_or_default().as_secs_f64() * 1e3;
        let (wall, cpu) = (best(|cost| cost.wall), best(|cost| cost.cpu));
        let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or_default() as f64;
        println!(
            "{pages:>8}{:>10}{wall:>10.0}{cpu:>10.0}{:>10.1}{:>14.1}{:>14.2}",
            pages * LINKS,
            peak / 1024.0,
            cpu * 1e3 / pages as f64,
            peak / pages as f64
        );
    }
}

/// Checks a set with every rule. All links of it are right, so that a wrong verdict ends the bench.
fn measure(root: &Path) -> Cost {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidelint"));
    command.args(["check", "--quiet", "."]).current_dir(root).stdout(Stdio::null());
    let mut child = command.spawn().expect("the binary runs");
    let (cpu, peak) = watch(&child);
    let wall = start.elapsed();
    let status = child.wait().expect("it ends");
    assert!(status.success(), "the set is clean, and it ended with {status}");
    Cost { wall, cpu, peak }
}

/// Looks at a child until it has ended: its memory while it runs, its times once it is a zombie.
fn watch(child: &Child) -> (Duration, u64) {
    let of_process = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap_or_default();
    let mut peak = 0;
    loop {
        let status = of_process("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
        peak = peak.max(now.unwrap_or(0));
        let stat = of_process("stat");
        // The name, which may hold anything, ends with the last parenthesis: field 3 is next.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        if fields.first() == Some(&"Z") {
            let ticks: u64 = fields[11..=12].iter().map(|field| field.parse().unwrap_or(0)).sum();
            // Linux counts in hundredths of a second for programs, whatever its own clock does.
            return (Duration::from_millis(ticks * 10), peak);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn generate(pages: usize) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("growth-{pages}"));
    let put = |path: String, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("it lies below")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    };
    put("docfx.json".to_owned(), DOCFX);
    for folder in 0..pages.div_ceil(FOLDER) {
        put(format!("part-{folder}/media/map.png"), "");
        for note in ["before", "after"] {
            let text = format!("Part {folder} of the handbook has a note that stands {note} the text of its pages.\n");
            put(format!("part-{folder}/includes/{note}.md"), &text);
        }
    }
    (0..pages).for_each(|page| put(path(page), &text(page, pages)));
    root
}

const DOCFX: &str = r#"{
  "build": {
    "content": [{ "files": ["**/*.md"], "exclude": ["**/includes/**"] }],
    "globalMetadata": { "author": "kim", "ms.author": "kim" }
  }
}
"#;

fn path(page: usize) -> String {
    format!("part-{}/page-{page}.md", page / FOLDER)
}

/// A page with 20 links: 8 to pages, 7 to headings of pages, 1 to a heading of its own, 2 images, 2 includes.
fn text(page: usize, pages: usize) -> String {
    let mut text = format!(
        "---\ntitle: Page {page} of the handbook\ndescription: What the crew of the boat does in step {page}, in which order it does so, and whom it asks.\nms.date: 03/02/2026\nms.topic: how-to\n---\n\n# Page {page} of the handbook\n\nThis page is one of many, and all of them look much the same. Go on with [the last step](#step-7).\n\n[!INCLUDE [Note](includes/before.md)]\n\n"
    );
    for step in 0..8 {
        // Some links stay in the folder and some lead far away.
        let near = page / FOLDER * FOLDER + (page + step) % FOLDER.min(pages);
        let far = (page * 7_919 + step * 104_729) % pages;
        let _ = write!(
            text,
            "## Step {step}\n\nOpen the hatch and look at the [drawing of page {near}](../{}) first. The crew has to **agree** on what `step {step}` means.\n\n",
            path(near.min(pages - 1))
        );
        if step < 7 {
            let _ = write!(
                text,
                "- Ask [who did it before](../{}#step-{step}) for help.\n- Close the hatch.\n\n",
                path(far)
            );
        }
    }
    text + "![Map of the harbour with its two quays.](media/map.png)\n\n:::image type=\"content\" source=\"media/map.png\" alt-text=\"Map of the harbour at night, with its lights.\":::\n\n[!INCLUDE [Note](includes/after.md)]\n"
}
