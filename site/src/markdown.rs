//! Markdown as HTML: headings with addresses, links that lead to pages of the site, tables and code that may be wider than the
//! screen, and blocks that stand for something else: a file of the repository, a picture, a table that is generated.

use anyhow::{Context as _, Result, bail};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::html::{escape, slug};
use crate::{generated, pictures};

/// A text, rendered.
pub(crate) struct Rendered {
    pub(crate) html: String,
    /// The first heading.
    pub(crate) title: String,
    /// What is under each heading, the first included, for the search.
    pub(crate) sections: Vec<Section>,
}

/// The level of what is no heading: a row of a table that is about a name, such as a key of a policy.
const ROW: u8 = 7;

/// What is under a heading, without markup.
pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) level: u8,
    pub(crate) heading: String,
    pub(crate) text: String,
}

/// Where a text finds what it names.
pub(crate) trait Surroundings {
    /// The address of what a link of this text leads to.
    fn address(&mut self, link: &str) -> Result<String>;
    /// The text of a file, by its path below the root of the repository.
    fn file(&mut self, path: &str) -> Result<String>;
}

/// The parts of a text.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Renders a text.
pub(crate) fn render(text: &str, surroundings: &mut dyn Surroundings) -> Result<Rendered> {
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut rows: Vec<Section> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    let mut parser = parser(text);
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let inside: Vec<_> = parser
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                    .collect();
                let heading = plain(&inside);
                let id = free(slug(&heading), &mut taken);
                let number = level as u8;
                events.push(Event::Html(format!("<h{number} id=\"{id}\">").into()));
                events.extend(with_addresses(inside, surroundings)?);
                events.push(Event::Html(format!("</h{number}>\n").into()));
                sections.push(Section { id, level: number, heading, text: String::new() });
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let inside: Vec<_> = parser
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::CodeBlock)))
                    .collect();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                events.push(Event::Html(block(&info, &plain(&inside), surroundings)?.into()));
            }
            Event::Start(Tag::Table(columns)) => {
                let what = sections.last().map_or("table", |section| &section.heading);
                let open = format!(
                    "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"Table: {}\">",
                    escape(what)
                );
                events.push(Event::Html(open.into()));
                events.push(Event::Start(Tag::Table(columns)));
            }
            Event::Start(Tag::TableRow) => {
                let mut row: Vec<_> = parser
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::TableRow)))
                    .collect();
                if let [
                    Event::Start(Tag::TableCell),
                    name @ Event::Code(_),
                    Event::End(TagEnd::TableCell),
                    ..,
                ] = &mut row[..]
                {
                    let code = plain(std::slice::from_ref(name));
                    let id = free(slug(&code), &mut taken);
                    *name = Event::Html(format!("<code id=\"{id}\">{}</code>", escape(&code)).into());
                    rows.push(Section { id, level: ROW, heading: code, text: plain(&row) });
                } else if let Some(section) = sections.last_mut() {
                    section.text += &plain(&row);
                }
                events.push(Event::Start(Tag::TableRow));
                events.extend(with_addresses(row, surroundings)?);
                events.push(Event::End(TagEnd::TableRow));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(Event::Html("</div>\n".into()));
            }
            Event::Text(ref text) | Event::Code(ref text) => {
                if let Some(section) = sections.last_mut() {
                    section.text.push_str(text);
                }
                events.push(event);
            }
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                if let Some(section) = sections.last_mut() {
                    section.text.push(' ');
                }
                events.push(event);
            }
            other => events.extend(with_addresses(vec![other], surroundings)?),
        }
    }
    let title = sections.iter().find(|section| section.level == HeadingLevel::H1 as u8);
    let title = title.context("no heading of the first level")?.heading.clone();
    let mut written = String::new();
    html::push_html(&mut written, events.into_iter());
    sections.extend(rows);
    // A heading that says nothing is none, to those who listen to the page.
    let html = written.replace("<th></th>", "<td></td>");
    Ok(Rendered { html, title, sections })
}

/// The text of events without their markup.
fn plain(events: &[Event<'_>]) -> String {
    let words = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak | Event::End(TagEnd::TableCell) => " ",
        _ => "",
    });
    words.collect()
}

/// An address that no heading before has.
fn free(wanted: String, taken: &mut Vec<String>) -> String {
    let mut id = wanted.clone();
    let mut number = 1;
    while taken.contains(&id) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    taken.push(id.clone());
    id
}

/// The same with links that lead to pages.
fn with_addresses<'a>(events: Vec<Event<'a>>, surroundings: &mut dyn Surroundings) -> Result<Vec<Event<'a>>> {
    let moved = events.into_iter().map(|event| {
        Ok(match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url: CowStr<'_> = surroundings.address(&dest_url)?.into();
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let dest_url: CowStr<'_> = surroundings.address(&dest_url)?.into();
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            other => other,
        })
    });
    moved.collect()
}

/// A block: code as it stands, or what its first word asks for.
fn block(info: &str, text: &str, surroundings: &mut dyn Surroundings) -> Result<String> {
    let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
    Ok(match kind {
        "file" => {
            let code = surroundings.file(rest)?;
            let address = surroundings.address(&format!("/{rest}"))?;
            format!(
                "<figure class=\"file\"><figcaption><a href=\"{address}\">{}</a></figcaption>\n{}</figure>\n",
                escape(rest),
                code_block(&code)
            )
        }
        "picture" => match rest {
            "reading" => each_line(text, pictures::reading)?,
            "lattice" => each_line(text, pictures::lattice)?,
            "join" => each_line(text, pictures::join)?,
            _ => bail!("no picture is called {rest}"),
        },
        "generated" => generated::block(rest)?,
        "html" if rest == "as-it-is" => text.to_owned(),
        _ => code_block(text),
    })
}

fn each_line(text: &str, draw: fn(&str) -> Result<String>) -> Result<String> {
    Ok(text.lines().map(draw).collect::<Result<Vec<_>>>()?.concat())
}

fn code_block(code: &str) -> String {
    format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(code.trim_end()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may")]

    use super::*;

    struct Elsewhere;

    impl Surroundings for Elsewhere {
        fn address(&mut self, link: &str) -> Result<String> {
            Ok(format!("there-{link}"))
        }

        fn file(&mut self, path: &str) -> Result<String> {
            Ok(format!("<{path}>"))
        }
    }

    #[test]
    fn headings_have_addresses_links_lead_to_pages_and_code_is_no_markup() {
        let text = "# A `b`\n\n## Same\n[x](y)\n\n## Same\n```\n<b>\n```\n```file a/b\n```\n";
        let Rendered { html, title, sections } = render(text, &mut Elsewhere).unwrap();
        assert_eq!(title, "A b");
        assert!(html.contains("<h2 id=\"same-1\">") && html.contains("<a href=\"there-y\">x</a>"), "{html}");
        assert!(
            html.contains("&lt;b&gt;") && html.contains("&lt;a/b&gt;") && !html.contains("<b>"),
            "{html}"
        );
        assert_eq!(
            sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>(),
            ["a-b", "same", "same-1"]
        );
    }

    #[test]
    fn a_page_without_a_heading_is_an_error() {
        assert!(render("text", &mut Elsewhere).is_err());
    }
}
