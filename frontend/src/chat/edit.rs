//! The form that changes a message, where there is no JavaScript.

use crate::context::lang;
use crate::ui::{
    Actions, Button, ButtonLink, Card, Crumb, Form, Hidden, Layout, Look, Page, PageHead, SafeHtml, TextField,
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::words as w,
    ids::{MessageId, RoomId},
    words,
};

/// The form that changes a message.
#[component]
pub fn EditMessagePage(
    /// Which.
    id: MessageId,
    /// Its room.
    room: RoomId,
    /// The text.
    body: String,
    /// The version it is of.
    version: i64,
    /// What somebody made of it meanwhile.
    newest: Option<shared::html::SafeHtml>,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let back = format!("/chat/{room}");
    let newest = newest.map(|html| view! { <Card title=w::newest(lang)><SafeHtml html/></Card> });
    view! {
        <Page title=w::edit_title(lang) layout=Layout::Column>
            <PageHead title=w::edit_title(lang) trail=vec![Crumb::new(w::rooms(lang), "/chat")]/>
            <div class="stack">
                {newest}
                <Form action=format!("/chat/bericht/{id}/bewerken") faults labels=vec![("body_markdown", w::your_message(lang))]>
                    <Hidden name="version" value=version.to_string()/>
                    <TextField name="body_markdown" label=w::your_message(lang) value=body faults/>
                    <Actions>
                        <Button look=Look::Primary>{w::save(lang)}</Button>
                        <ButtonLink href=back look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                    </Actions>
                </Form>
            </div>
        </Page>
    }
}
