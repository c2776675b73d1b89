//! The client of the JSON API and of the pages, for islands.

use leptos::prelude::window;
use serde::de::DeserializeOwned;
use shared::Problem;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, Headers, RequestInit, Response};

/// An answer: its status and its text.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub text: String,
}

/// What came instead of what was wanted.
pub enum Failed {
    /// The server cannot be reached, or is not well: trying again helps.
    Away,
    /// The server will not.
    Refused(Problem),
}

/// Asks the site; `None` when it cannot be reached.
pub async fn fetch(method: &str, path: &str, body: Option<(&str, &str)>) -> Option<Answer> {
    ask(method, path, body).await.ok()
}

/// Sends a form as a page does; `None` when the site cannot be reached.
pub async fn post(path: &str, form: &FormData) -> Option<Answer> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(form);
    answered(path, &request).await.ok()
}

async fn ask(method: &str, path: &str, body: Option<(&str, &str)>) -> Result<Answer, JsValue> {
    let request = RequestInit::new();
    request.set_method(method);
    let headers = Headers::new()?;
    if let Some((kind, text)) = body {
        headers.set("content-type", kind)?;
        request.set_body(&text.into());
    }
    request.set_headers(&headers);
    answered(path, &request).await
}

async fn answered(path: &str, request: &RequestInit) -> Result<Answer, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(path, request)).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer { status: response.status(), text: text.as_string().unwrap_or_default() })
}

/// Asks the JSON API.
pub async fn call<T: DeserializeOwned>(method: &str, path: &str, json: Option<&str>) -> Result<T, Failed> {
    let answer = fetch(method, path, json.map(|json| ("application/json", json))).await.ok_or(Failed::Away)?;
    read(&answer)
}

/// The body of a good answer, or what the server says instead.
pub fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Failed> {
    match answer.status {
        200..=299 => serde_json::from_str(&answer.text).map_err(|_| Failed::Away),
        429 | 500..=599 => Err(Failed::Away),
        status => Err(Failed::Refused(
            serde_json::from_str(&answer.text).unwrap_or_else(|_| Problem { status, ..Problem::default() }),
        )),
    }
}

/// What a problem says to a person.
pub fn words(problem: &Problem) -> String {
    let field = problem.errors.values().flatten().next();
    field.cloned().unwrap_or_else(|| problem.title.clone())
}
