//! The words of the home page.

use crate::texts;

texts! {
    /// For a member.
    member_title: "Nieuw voor u", "New for you";
    /// For a member.
    member_lead: "De laatste gesprekken uit uw community’s.", "The latest conversations of your communities.";
    /// For a visitor.
    visitor_title: "Weten wat werkt, van wie het al deed", "Know what works, from those who did it";
    /// For a visitor.
    visitor_lead: "Hier delen gemeenten, politie, Openbaar Ministerie en partners hun ervaring met veiligheid.", "Municipalities, police, prosecution and partners share their experience with safety here.";
    /// Heads the list of threads.
    newest: "Laatste gesprekken", "Latest conversations";
}
