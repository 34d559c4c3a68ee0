//! What stands around the text of every page.

use std::fmt::Write as _;

use crate::html::escape;
use crate::pages::GROUPS;

/// Own files only, nothing inline, and nowhere to send anything to. The playground's worker is made from a text of the page, so
/// that it stands under the same policy as the page itself.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; \
                      img-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'";

/// A page's parts.
pub(crate) struct Parts<'a> {
    /// Its file, without `.html`.
    pub(crate) name: &'a str,
    pub(crate) title: &'a str,
    /// The text, as HTML.
    pub(crate) text: &'a str,
    /// Headings below the first, by their addresses.
    pub(crate) headings: &'a [(String, String)],
    /// Scripts beside the search.
    pub(crate) scripts: &'a [&'a str],
}

/// The document.
pub(crate) fn document(parts: &Parts<'_>) -> String {
    let Parts { name, title, text, headings, scripts } = parts;
    let whole = if *name == "index" {
        "keyward: password policy validator".to_owned()
    } else {
        format!("{title} – keyward")
    };
    let text = text.replacen("</h1>\n", &format!("</h1>\n{}", on_this_page(headings)), 1);
    let scripts: String =
        scripts.iter().map(|script| format!("<script defer src=\"{script}\"></script>\n")).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{whole}</title>\n\
         <link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"site.css\">\n\
         <script defer src=\"search.js\"></script>\n{scripts}</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">Skip to the text</a>\n\
         <header class=\"top\">\n<a class=\"brand\" href=\"index.html\">keyward</a>\n\
         <a class=\"to-contents\" href=\"#contents\">Contents</a>\n\
         <form class=\"search\" role=\"search\" id=\"search\" hidden>\n\
         <label for=\"search-text\" class=\"unseen\">Search these pages</label>\n\
         <input id=\"search-text\" type=\"search\" placeholder=\"Search\" autocomplete=\"off\" spellcheck=\"false\">\n\
         </form>\n</header>\n\
         <div class=\"sheet\">\n<main id=\"text\" tabindex=\"-1\">\n\
         <section class=\"found\" id=\"found\" aria-live=\"polite\" hidden></section>\n\
         {text}</main>\n{contents}\n</div>\n\
         <footer class=\"foot\"><p>keyward {version}. MIT licence; the word lists have <a href=\"{sources}\">their own notices</a>. \
         These pages ask no other computer for anything, and keep nothing.</p></footer>\n</body>\n</html>\n",
        whole = escape(&whole),
        contents = contents(name),
        version = env!("CARGO_PKG_VERSION"),
        sources = SOURCES_PAGE,
    )
}

/// The page of the file that says where the lists come from.
pub(crate) const SOURCES_PAGE: &str = "file-crates-words-SOURCES.html";

/// The contents: beside the text where there is room, and behind it on a phone.
fn contents(here: &str) -> String {
    let mut list = String::from("<nav class=\"contents\" id=\"contents\" aria-label=\"Contents\">\n");
    for group in GROUPS {
        let _ = write!(list, "<h2>{}</h2>\n<ul>\n", group.title);
        for page in group.pages {
            let current = if page.name == here { " aria-current=\"page\"" } else { "" };
            let _ = writeln!(list, "<li><a href=\"{}.html\"{current}>{}</a></li>", page.name, page.title);
        }
        list += "</ul>\n";
    }
    list + "</nav>"
}

fn on_this_page(headings: &[(String, String)]) -> String {
    if headings.len() < 3 {
        return String::new();
    }
    let lines: String = headings
        .iter()
        .map(|(id, text)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escape(text)))
        .collect();
    format!("<nav class=\"here\" aria-label=\"On this page\">\n<ul>\n{lines}</ul>\n</nav>\n")
}
