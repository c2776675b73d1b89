//! What a room shows, as the API gives it at once, and as events make it of what was there.

use std::collections::{BTreeMap, BTreeSet};
use tests::{Client, Value, json};

/// A room: its name and whether it is shut, its messages by number, and the number of its last event.
#[derive(Clone, Debug)]
pub struct Page {
    pub head: i64,
    name: String,
    archived: bool,
    messages: BTreeMap<i64, Value>,
}

/// What a message has beside its words, and events tell apart from them.
const BESIDE: [&str; 3] = ["replies", "pinned", "reactions"];

impl Page {
    /// Fetches it: the room, its messages, and the side talks that begin with these of them.
    pub async fn fetch(client: &Client, room: &str, roots: &BTreeSet<String>) -> Self {
        let row: Value = client.get(&format!("/api/v1/rooms/{room}")).await.is(200).json();
        let mut page = Self {
            head: 0,
            name: row["name"].as_str().expect("a name").to_owned(),
            archived: row["archived"].as_bool().expect("whether it is shut"),
            messages: BTreeMap::new(),
        };
        page.stretch(client, &format!("/api/v1/rooms/{room}/messages?")).await;
        for root in roots {
            page.stretch(client, &format!("/api/v1/rooms/{room}/messages?re={root}&")).await;
        }
        page
    }

    async fn stretch(&mut self, client: &Client, path: &str) {
        let mut after = 0;
        loop {
            let page: Value = client.get(&format!("{path}after={after}&limit=100")).await.is(200).json();
            for item in page["items"].as_array().expect("items") {
                after = item["seq"].as_i64().expect("a number");
                self.messages.insert(after, item.clone());
            }
            self.head = page["head"].as_i64().expect("a number");
            if page["next_cursor"].is_null() {
                return;
            }
        }
    }

    /// Where it is another than `other`, in a line for each message.
    pub fn against(&self, other: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        let own = |page: &Self| format!("{} {} {}", page.head, page.name, page.archived);
        if own(self) != own(other) {
            lines.push(format!("{} is {}", own(self), own(other)));
        }
        for at in self.messages.keys().chain(other.messages.keys()).collect::<BTreeSet<_>>() {
            let (one, two) = (self.messages.get(at), other.messages.get(at));
            if one != two {
                let text = |page: Option<&Value>| page.map(Value::to_string).unwrap_or_default();
                lines.push(format!("{:.900} is {:.900}", text(one), text(two)));
            }
        }
        lines
    }

    fn message(&mut self, id: &Value) -> &mut Value {
        self.messages.values_mut().find(|message| message["id"] == *id).expect("a message")
    }

    /// Counts the answers of the side talk that a message belongs to.
    fn answered(&mut self, re: &Value, by: i64) {
        if re.is_string() {
            let root = self.message(re);
            put(root, "replies", json!(root["replies"].as_i64().unwrap_or_default() + by));
        }
    }

    /// Makes of a page what an event tells; what is too long for one is fetched.
    async fn apply(&mut self, client: &Client, seq: i64, kind: &str, data: &Value) {
        assert_eq!(seq, self.head + 1, "in order, each once");
        self.head = seq;
        match kind {
            "msg" | "edit" => {
                let mut told = data.clone();
                if told["body_markdown"].is_null() {
                    let id = told["id"].as_str().expect("an id");
                    told = client.get(&format!("/api/v1/messages/{id}")).await.is(200).json();
                }
                let at = data["seq"].as_i64().expect("a number");
                let before = self.messages.get(&at).cloned().unwrap_or(Value::Null);
                BESIDE.iter().for_each(|field| put(&mut told, field, before[*field].clone()));
                self.messages.insert(at, told.clone());
                if kind == "msg" {
                    self.answered(&told["re"], 1);
                }
            }
            "delete" => {
                let message = self.message(&data["id"]);
                for field in ["body_markdown", "body_html"] {
                    message[field] = json!("");
                }
                message["deleted"] = json!(true);
                ["reactions", "pinned"].iter().for_each(|field| put(message, field, Value::Null));
                self.answered(&data["re"], -1);
            }
            "react" => put(self.message(&data["id"]), "reactions", data["reactions"].clone()),
            "pin" => put(self.message(&data["id"]), "pinned", data["pinned"].clone()),
            "state" => {
                if let Some(name) = data["name"].as_str() {
                    name.clone_into(&mut self.name);
                }
                self.archived = data["archived"].as_bool().unwrap_or(self.archived);
            }
            other => panic!("an event of an unknown kind: {other}"),
        }
    }

    /// Applies all events of a channel that were heard; gives of which kinds they were.
    pub async fn apply_all(&mut self, client: &Client, heard: &[Value]) -> Vec<String> {
        let mut kinds = Vec::new();
        for frame in heard {
            let (ev, evs) = (&frame["ev"], frame["evs"]["e"].as_array());
            let single = ev.is_object().then(|| json!([ev["s"], ev["k"], ev["d"]]));
            for row in single.iter().chain(evs.into_iter().flatten()) {
                let kind = row[1].as_str().expect("a kind");
                self.apply(client, row[0].as_i64().expect("a number"), kind, &row[2]).await;
                kinds.push(kind.to_owned());
            }
        }
        kinds
    }
}

/// Sets a field; nothing, none and no are left out, as the API does.
fn put(message: &mut Value, field: &str, value: Value) {
    let none = [Value::Null, json!(0), json!(false), json!([])].contains(&value);
    let fields = message.as_object_mut().expect("a message");
    if none { drop(fields.remove(field)) } else { drop(fields.insert(field.to_owned(), value)) }
}
