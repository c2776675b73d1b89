//! XML as a row of events: no entity of a document is looked up, and depth is a number.

use crate::{Refusal, limits};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event as Raw},
};
use std::{io::BufRead, ops::ControlFlow};

/// Something in a document. Names are without what stands before the colon.
pub enum Event<'e> {
    /// An element begins.
    Start(Element<'e>),
    /// An element of this name ends; one without content ends at once.
    End(&'e str),
    /// Text.
    Text(&'e str),
}

/// The beginning of an element.
pub struct Element<'e>(&'e BytesStart<'e>);

impl Element<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten().find(|attribute| local(attribute.key.0) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }
}

/// A name without what stands before the colon.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Tells `hear` all that is in a document, until it has heard enough.
pub fn walk(source: &mut dyn BufRead, mut hear: impl FnMut(Event<'_>) -> ControlFlow<()>) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(source);
    reader.config_mut().allow_dangling_amp = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        let heard = match reader.read_event_into(&mut buffer).map_err(|_| Refusal::Damaged)? {
            Raw::Eof if depth > 0 => return Err(Refusal::Damaged),
            Raw::Eof => return Ok(()),
            // No maker of office documents declares a type; who does wants entities.
            Raw::DocType(_) => return Err(Refusal::Damaged),
            Raw::Start(element) => {
                depth += 1;
                if depth > limits::DEPTH {
                    return Err(Refusal::Large);
                }
                hear(Event::Start(Element(&element)))
            }
            Raw::Empty(element) => match hear(Event::Start(Element(&element))) {
                ControlFlow::Continue(()) => hear(Event::End(local(element.name().0))),
                ControlFlow::Break(()) => ControlFlow::Break(()),
            },
            Raw::End(element) => {
                depth = depth.saturating_sub(1);
                hear(Event::End(local(element.name().0)))
            }
            Raw::Text(text) => hear(Event::Text(&text.xml10_content())),
            Raw::CData(text) => hear(Event::Text(&text.xml10_content())),
            Raw::GeneralRef(name) => {
                let letter = match &*name {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                let mut bytes = [0; 4];
                letter.map_or(ControlFlow::Continue(()), |letter| hear(Event::Text(letter.encode_utf8(&mut bytes))))
            }
            Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => ControlFlow::Continue(()),
        };
        if heard.is_break() {
            return Ok(());
        }
    }
}
