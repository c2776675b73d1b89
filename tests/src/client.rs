//! Somebody at the doors: a program with a token, or a browser with a cookie.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// One who knocks. Paths below `/api/` are asked as a program does, all others as a browser does.
#[derive(Clone)]
pub struct Client {
    pub(crate) http: reqwest::Client,
    pub(crate) origin: String,
    /// A program's token.
    pub token: Option<String>,
    /// A browser's cookies.
    pub cookie: Option<String>,
    /// More headers, over our own.
    pub headers: Vec<(String, String)>,
}

/// What a door answered.
#[derive(Clone)]
pub struct Answer {
    /// Method and path that were asked.
    pub door: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

/// A body to send.
#[derive(Clone, Debug)]
pub enum Body {
    /// None.
    Empty,
    /// JSON.
    Json(Value),
    /// The fields of a form.
    Form(Vec<(String, String)>),
    /// Bytes of a type.
    Raw(String, Vec<u8>),
}

impl Client {
    /// The same, with one more header.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut more = self.clone();
        more.headers.push((name.to_owned(), value.to_owned()));
        more
    }

    /// The same program at another address: another node, or what stands before one.
    #[must_use]
    pub fn through(&self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), cookie: None, ..self.clone() }
    }

    /// Asks.
    pub async fn ask(&self, method: &str, path: &str, body: Body) -> Answer {
        let program = path.starts_with("/api/");
        let verb: reqwest::Method = method.parse().expect("a method");
        let mut request = self.http.request(verb, format!("{}{path}", self.origin));
        let own = |name: &str| self.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        if program {
            if let Some(token) = self.token.as_ref().filter(|_| !own("authorization")) {
                request = request.bearer_auth(token);
            } else if method != "GET"
                && !own("origin")
                && !own("authorization")
                && self.cookie.is_none()
                && !path.ends_with("/session")
            {
                // Nobody, as a browser of this site: a program without a token is refused before the door.
                request = request.header("origin", &self.origin);
            }
        } else {
            if let Some(cookie) = self.cookie.as_ref().filter(|_| !own("cookie")) {
                request = request.header("cookie", cookie);
            }
            if method != "GET" && !own("origin") && !own("sec-fetch-site") {
                request = request.header("origin", &self.origin).header("sec-fetch-site", "same-origin");
            }
        }
        for (name, value) in self.headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        request = match body {
            Body::Empty => request,
            Body::Json(value) => request.json(&value),
            Body::Form(fields) => request.form(&fields),
            Body::Raw(kind, bytes) => request.header("content-type", kind).body(bytes),
        };
        let response = request.send().await.unwrap_or_else(|error| panic!("{method} {path}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.unwrap_or_else(|error| panic!("{method} {path}: {error:?}")).to_vec();
        Answer { door: format!("{method} {path}"), status, headers, body }
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, Body::Empty).await
    }

    /// `POST` of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, Body::Json(body)).await
    }

    /// `PATCH` of JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.ask("PATCH", path, Body::Json(body)).await
    }

    /// `PUT` of JSON.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.ask("PUT", path, Body::Json(body)).await
    }

    /// `DELETE`.
    pub async fn delete(&self, path: &str) -> Answer {
        self.ask("DELETE", path, Body::Empty).await
    }

    /// `POST` of a form.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.ask("POST", path, Body::Form(fields)).await
    }
}

impl Answer {
    /// Fails unless the status is this; gives the answer.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered {}:\n{}", self.door, self.status, self.short());
        self
    }

    /// Fails unless the answer is a problem document of this status; gives it.
    #[track_caller]
    pub fn problem(self, status: u16) -> Value {
        let answer = self.is(status);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.door);
        let problem: Value = answer.json();
        assert_eq!(problem["status"], status, "{problem}");
        assert!(problem["type"].as_str().is_some_and(|kind| kind.starts_with("/problems/")), "{problem}");
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{problem}");
        problem
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{} answered {}: {error}\n{}", self.door, self.status, self.short()))
    }

    /// A value of the JSON body, by its path: `items.0.id`.
    #[track_caller]
    pub fn at(&self, path: &str) -> String {
        let json: Value = self.json();
        let pointer = format!("/{}", path.replace('.', "/"));
        match json.pointer(&pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => panic!("{} has no {path}: {json}", self.door),
        }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What stands in the body between `before` and the next of `/"?&<`; the first such piece.
    #[track_caller]
    pub fn after(&self, before: &str) -> String {
        let text = self.text();
        let Some((_, rest)) = text.split_once(before) else {
            panic!("{} does not hold {before}:\n{}", self.door, self.short())
        };
        rest.split(['/', '"', '?', '&', '<']).next().unwrap_or_default().to_owned()
    }

    /// What a reader sees of an HTML body.
    pub fn seen(&self) -> String {
        text_of(&self.text())
    }

    /// A header's value; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it sends the browser; empty when nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// Status, headers and body in one text, without what differs between two equal answers.
    pub fn whole(&self) -> String {
        let mut whole = format!("{}\n", self.status);
        for (name, value) in &self.headers {
            if !["x-request-id", "date", "content-length"].contains(&name.as_str()) {
                whole.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
            }
        }
        whole + "\n" + &self.text()
    }

    fn short(&self) -> String {
        let text = self.text();
        if text.starts_with("<!DOCTYPE") {
            text_of(&text).chars().take(1_000).collect()
        } else {
            text.chars().take(2_000).collect()
        }
    }
}

/// The text of a piece of HTML: tags gone, the five entities put back.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(letter),
            _ => (),
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}
