//! The words of what is live on a page.

use crate::texts;

texts! {
    /// The state of the connection: fine.
    connected: "Verbonden", "Connected";
    /// The state of the connection: away for a moment.
    connecting: "Verbinding kwijt. Wij verbinden opnieuw.", "Connection lost. Reconnecting.";
    /// The state of the connection: by asking now and then.
    polling: "Verbonden, iets trager", "Connected, a little slower";
    /// The state of the connection: it will not come back by itself.
    ended: "Niet verbonden. Laad de pagina opnieuw.", "Not connected. Reload the page.";
    /// How many new posts there are.
    new_posts(n: i64): "{n} nieuw bericht" | "{n} nieuwe berichten", "{n} new post" | "{n} new posts";
    /// Something in a list of threads is new.
    new_in_list(n: i64): "{n} gesprek bijgewerkt" | "{n} gesprekken bijgewerkt", "{n} conversation updated" | "{n} conversations updated";
    /// A reply is under way.
    placing: "Wordt geplaatst", "Being posted";
    /// A reply stands.
    placed: "Uw reactie is geplaatst.", "Your reply was posted.";
    /// A reply could not be sent.
    not_placed: "Dit is niet geplaatst. Uw tekst is bewaard. Probeer het zo nog eens.", "This was not posted. Your text is kept. Try again in a moment.";
    /// A draft is kept in this browser.
    kept: "Concept bewaard in deze browser", "Draft kept in this browser";
    /// Throws a draft away.
    forget: "Gooi concept weg", "Discard draft";
}
