//! The words about organisations.

use crate::texts;

texts! {
    /// Heads the list.
    organisations: "Organisaties", "Organisations";
    /// Leads the list.
    lead: "Voor wie leden werken. Wie zich aanmeldt, komt via het domein van het e-mailadres bij de juiste organisatie.", "For whom members work. Whoever signs up lands in the right organisation by the domain of the e-mail address.";
    /// A button.
    add: "Organisatie toevoegen", "Add organisation";
    /// Heads the form.
    change: "Organisatie bewerken", "Edit organisation";
    /// A field.
    name: "Naam", "Name";
    /// A field.
    kind: "Soort", "Kind";
    /// A field.
    domains: "Domeinen", "Domains";
    /// Its hint.
    domains_hint: "Wat er achter het apenstaartje staat, één per regel. Alleen precies dit domein telt, geen subdomeinen.", "What comes after the at sign, one a line. Only exactly this domain counts, no subdomains.";
    /// A field.
    successor: "Opgegaan in", "Became part of";
    /// Its hint.
    successor_hint: "Kies een organisatie als deze is opgeheven of gefuseerd. Nieuwe leden komen dan daar terecht.", "Choose an organisation when this one was dissolved or merged. New members then land there.";
    /// How many members work for it.
    members(n: i64): "{n} lid" | "{n} leden", "{n} member" | "{n} members";
    /// A column.
    members_column: "Leden", "Members";
    /// Nobody works for it.
    nobody: "Nog geen leden", "No members yet";
    /// What to do about it.
    nobody_help: "Van deze organisatie is nog niemand lid.", "Nobody of this organisation is a member yet.";
    /// On the page of one that was dissolved.
    went_into(name: &str): "Deze organisatie is opgegaan in {name}.", "This organisation became part of {name}.";
}
