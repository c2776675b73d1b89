//! The pieces that pages are made of. No feature's words live here, and no feature makes its own button.
//!
//! The pieces are pure: they take plain data and give HTML that is complete without JavaScript. The same pieces serve inside
//! islands, except those that ask for the reader ([`Page`], [`Frame`], [`Document`], [`When`]). Their looks stand in
//! `assets/css`, one file for each group; no piece carries a style of its own.

mod author;
mod avatar;
mod badge;
mod button;
mod card;
mod choice;
mod document;
mod error_page;
mod facts;
mod field;
mod filters;
mod form;
mod frame;
mod head;
mod icon;
mod list;
mod notice;
mod page;
mod pager;
mod safe_html;
mod search_form;
mod tabs;
mod tone;
mod when;

pub use author::AuthorLine;
pub use avatar::{Avatar, AvatarSize};
pub use badge::{Badge, Chip, Chips, Count};
pub use button::{Button, ButtonLink, Look, Menu, PostButton};
pub use card::{Card, Empty, WithRail};
pub use choice::{CheckField, Choice, RadioGroup, SelectField};
pub use document::Document;
pub use error_page::{ErrorPage, Typed};
pub use facts::{Fact, Facts, TableBox, Toc, TocEntry};
pub use field::{FileField, LineField, PasswordField, TextField, Width};
pub use filters::{FilterLink, FilterLinks};
pub use form::{Actions, ErrorSummary, Form, Hidden, Labels};
pub use frame::Frame;
pub use head::{Crumb, PageHead};
pub use icon::{Glyph, Icon};
pub use list::{List, Row};
pub use notice::Notice;
pub use page::{Layout, Page};
pub use pager::Pager;
pub use safe_html::{Passage, SafeHtml};
pub use search_form::{SearchForm, SearchWithin};
pub use tabs::{Tab, Tabs};
pub use tone::Tone;
pub use when::{Moment, When};
