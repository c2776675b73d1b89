//! What a document of the index is made of. No text is kept in it: snippets come from the database.

use super::analysis::{self, Analysis, EXACT, PARTS, STEMS};
use shared::{
    Timestamp,
    search::{Kind, Status},
};
use tantivy::{
    Index, IndexSettings, TantivyDocument, Term,
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{TextAnalyzer, TokenizerManager},
};
use uuid::Uuid;

/// Rises when the fields or the kinds of things in the index change.
pub const VERSION: u32 = 6;
/// The audience of what every member reads and no row of `audience` stands for: the members themselves.
pub const ALLIANCE: &str = "alliance";

/// Something as it is put into the index.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Which.
    pub id: Uuid,
    /// The thread it belongs to.
    pub thread: Option<Uuid>,
    /// The community it stands in.
    pub community: Option<Uuid>,
    /// Who reads it: an audience, or [`ALLIANCE`] when absent.
    pub audience: Option<Uuid>,
    /// Its own theme; a thread has that of its community.
    pub theme: Option<Uuid>,
    /// For whom its author works.
    pub organisation: Option<Uuid>,
    /// Who wrote it.
    pub author: Option<Uuid>,
    /// When.
    pub at: Timestamp,
    /// The year of that moment on the site's clock.
    pub year: i64,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Functions and organisations.
    pub people: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// How it stands, and what it carries.
    pub states: Vec<&'static str>,
}

impl Entry {
    /// Whether a thread is open or closed: all its posts say so as well.
    pub fn standing(&self) -> &'static str {
        let closed = Status::Closed.key();
        if self.states.contains(&closed) { closed } else { Status::Open.key() }
    }
}

/// The fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    pub high: Field,
    pub low: Field,
    pub kind: Field,
    pub thread: Field,
    pub community: Field,
    pub audience: Field,
    pub theme: Field,
    pub organisation: Field,
    pub author: Field,
    pub time: Field,
    pub year: Field,
    pub tag: Field,
    pub state: Field,
    pub title: Field,
    pub body: Field,
    pub people: Field,
    pub tags: Field,
    pub title_exact: Field,
    pub body_exact: Field,
    pub title_parts: Field,
    pub body_parts: Field,
    pub title_whole: Field,
}

/// An id as a term.
pub fn key(id: Uuid) -> String {
    id.simple().to_string()
}

/// The state of what carries a file.
pub const ATTACHED: &str = "attached";
/// The state of what was put away.
pub const ARCHIVED: &str = "archived";

/// The name of the field of communities, and the others that are counted.
pub const COMMUNITY: &str = "community";
pub const THREAD: &str = "thread";
pub const THEME: &str = "theme";
pub const ORGANISATION: &str = "organisation";
pub const KIND: &str = "kind";
pub const YEAR: &str = "year";
pub const TAG: &str = "tag";
pub const STATE: &str = "state";
pub const TIME: &str = "time";
pub const HIGH: &str = "high";
pub const LOW: &str = "low";

fn text(tokenizer: &str, option: IndexRecordOption) -> TextFieldIndexing {
    TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option)
}

/// The schema with its fields.
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |indexing: TextFieldIndexing| TextOptions::default().set_indexing_options(indexing);
    // How long a text is says something of the words that a title and a text are about, for a byte of each document.
    let stems = || words(text(STEMS, IndexRecordOption::WithFreqs));
    let parts = || words(text(PARTS, IndexRecordOption::WithFreqs));
    let exact = |norms| words(text(EXACT, IndexRecordOption::WithFreqsAndPositions).set_fieldnorms(norms));
    let short = || words(text(STEMS, IndexRecordOption::WithFreqs).set_fieldnorms(false));
    let one = || words(text("raw", IndexRecordOption::Basic).set_fieldnorms(false));
    let fields = Fields {
        high: schema.add_u64_field(HIGH, FAST),
        low: schema.add_u64_field(LOW, FAST),
        kind: schema.add_text_field(KIND, one() | FAST),
        thread: schema.add_text_field(THREAD, one() | FAST),
        community: schema.add_text_field(COMMUNITY, one() | FAST),
        audience: schema.add_text_field("audience", one()),
        theme: schema.add_text_field(THEME, one() | FAST),
        organisation: schema.add_text_field(ORGANISATION, one() | FAST),
        author: schema.add_text_field("author", one()),
        time: schema.add_i64_field(TIME, FAST),
        year: schema.add_i64_field(YEAR, FAST),
        tag: schema.add_text_field(TAG, one() | FAST),
        state: schema.add_text_field(STATE, one() | FAST),
        title: schema.add_text_field("title", stems()),
        body: schema.add_text_field("body", stems()),
        people: schema.add_text_field("people", short()),
        tags: schema.add_text_field("tags", short()),
        title_exact: schema.add_text_field("title_exact", exact(false)),
        body_exact: schema.add_text_field("body_exact", exact(true)),
        title_parts: schema.add_text_field("title_parts", parts()),
        body_parts: schema.add_text_field("body_parts", parts()),
        title_whole: schema.add_text_field("title_whole", one()),
    };
    (schema.build(), fields)
}

/// A title as one term: its words as they are written, whatever stands between them.
pub fn whole(title: &str) -> String {
    let words = analysis::words(title).into_iter().filter(|word| !word.whole);
    words.map(|word| analysis::exact(&word.text)).collect::<Vec<_>>().join(" ")
}

/// The tokenizers that the fields name.
pub fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(STEMS, TextAnalyzer::builder(Analysis::Stems).build());
    manager.register(EXACT, TextAnalyzer::builder(Analysis::Exact).build());
    manager.register(PARTS, TextAnalyzer::builder(Analysis::Parts).build());
    manager
}

/// An index in a folder that exists and is empty.
///
/// # Errors
/// When the folder cannot be written.
pub fn create(folder: &std::path::Path) -> tantivy::Result<Index> {
    Index::builder()
        .schema(schema().0)
        .settings(IndexSettings::default())
        .tokenizers(tokenizers())
        .create_in_dir(folder)
}

impl Fields {
    /// The term of all that belongs to a thread.
    pub fn thread_term(&self, id: Uuid) -> Term {
        Term::from_field_text(self.thread, &key(id))
    }

    /// An entry as a document.
    pub fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let (high, low) = entry.id.as_u64_pair();
        document.add_u64(self.high, high);
        document.add_u64(self.low, low);
        document.add_text(self.kind, entry.kind.key());
        document.add_text(self.audience, entry.audience.map_or_else(|| ALLIANCE.to_owned(), key));
        for (field, id) in [
            (self.thread, entry.thread),
            (self.community, entry.community),
            (self.theme, entry.theme),
            (self.organisation, entry.organisation),
            (self.author, entry.author),
        ] {
            if let Some(id) = id {
                document.add_text(field, key(id));
            }
        }
        document.add_i64(self.time, entry.at.micros());
        document.add_i64(self.year, entry.year);
        for tag in &entry.tags {
            document.add_text(self.tag, tag.to_lowercase());
        }
        for state in &entry.states {
            document.add_text(self.state, state);
        }
        document.add_text(self.title, &entry.title);
        document.add_text(self.title_exact, &entry.title);
        document.add_text(self.title_whole, whole(&entry.title));
        document.add_text(self.body, &entry.body);
        document.add_text(self.body_exact, &entry.body);
        document.add_text(self.title_parts, &entry.title);
        document.add_text(self.body_parts, &entry.body);
        document.add_text(self.people, &entry.people);
        document.add_text(self.tags, entry.tags.join(" "));
        document
    }
}
