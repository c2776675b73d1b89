//! Line icons, drawn for Plein on a grid of 24.

use leptos::prelude::*;

/// A drawing: the path of its lines. Constants, so that a bundle holds only those that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

/// An icon. It says nothing to a screen reader: put words beside it, or a label on the button around it.
#[component]
pub fn Icon(
    /// Which drawing.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.0></path>
        </svg>
    }
}

/// Declares drawings.
macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        impl Glyph {
            $($(#[$doc])* pub const $name: Self = Self($path);)+
        }
    };
}

glyphs! {
    /// A looking glass.
    SEARCH = "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.2 16.2 20.5 20.5";
    /// A house.
    HOME = "M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-5.5h4V20";
    /// Four tiles: themes.
    THEMES = "M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z";
    /// An open book: the kennisbank.
    BOOK = "M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5V20";
    /// A person.
    PERSON = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.7-3.7 3.7-5.5 7.5-5.5s6.8 1.8 7.5 5.5";
    /// Two people.
    PEOPLE = "M9 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4M2.5 20c.6-3.5 3.2-5.2 6.5-5.2s5.9 1.7 6.5 5.2M15.5 4.8a3.7 3.7 0 0 1 0 6.8M17.8 15.2c2 .7 3.3 2.3 3.7 4.8";
    /// Two balloons: chat.
    CHAT = "M14.5 4H5a1.5 1.5 0 0 0-1.5 1.5V16l3.5-3h7.5A1.5 1.5 0 0 0 16 11.5v-6A1.5 1.5 0 0 0 14.5 4M19 8.5a1.5 1.5 0 0 1 1.5 1.5v10.5l-3.5-3h-6.5A1.5 1.5 0 0 1 9 16";
    /// One balloon: a thread.
    THREAD = "M5.5 4.5h13A1.5 1.5 0 0 1 20 6v9a1.5 1.5 0 0 1-1.5 1.5H11l-5 4v-4h-.5A1.5 1.5 0 0 1 4 15V6a1.5 1.5 0 0 1 1.5-1.5z";
    /// Three circles that touch: communities.
    COMMUNITY = "M12 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M6 14a3 3 0 1 0 0 6 3 3 0 0 0 0-6M18 14a3 3 0 1 0 0 6 3 3 0 0 0 0-6M10.5 9.3 7.5 14.2M13.5 9.3l3 4.9M9 17h6";
    /// A bell.
    BELL = "M6 16.5v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 20.5h4";
    /// Points down.
    DOWN = "M6 9.5l6 6 6-6";
    /// Points right.
    RIGHT = "M9.5 6l6 6-6 6";
    /// Points left.
    LEFT = "M14.5 6l-6 6 6 6";
    /// An arrow to the right.
    ARROW = "M4 12h15.5M13.5 6l6 6-6 6";
    /// A tick.
    CHECK = "M5 12.5l4.5 4.5L19 7";
    /// A tick in a circle: solved.
    SOLVED = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M8.3 12.3l2.6 2.6 5-5.2";
    /// A lock.
    LOCK = "M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1zM8 10.5V8a4 4 0 0 1 8 0v2.5";
    /// A globe.
    GLOBE = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c2.5 2.3 3.7 5.2 3.7 8.5s-1.2 6.2-3.7 8.5c-2.5-2.3-3.7-5.2-3.7-8.5S9.5 5.8 12 3.5";
    /// An eye: what is shown.
    EYE = "M3 12c1-2 4-6 9-6s8 4 9 6c-1 2-4 6-9 6s-8-4-9-6M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6";
    /// An eye with a line through it: hidden.
    HIDDEN = "M4 4l16 16M9.9 6.3A9.5 9.5 0 0 1 12 6c5 0 8 4 9 6a14 14 0 0 1-2.6 3.4M6.3 7.9A14 14 0 0 0 3 12c1 2 4 6 9 6 1.5 0 2.9-.4 4-.9M10 10a2.8 2.8 0 0 0 4 4";
    /// A drawing pin.
    PIN = "M9 3.5h6l-.7 6 3.2 3.5v1.5h-11V13l3.2-3.5zM12 14.5V21";
    /// A plus.
    PLUS = "M12 5v14M5 12h14";
    /// A pencil.
    EDIT = "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5";
    /// A bin.
    BIN = "M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5 7.3 20h9.4l.8-13.5M10 10.5v6M14 10.5v6";
    /// An arrow back: reply.
    REPLY = "M9.5 6 4 11.5 9.5 17M4 11.5h9.5c3.8 0 6.5 2.2 6.5 6.5";
    /// Quotation marks.
    QUOTE = "M9.5 7C6.5 8 5 10 5 13v4h5v-5H7.5M18.5 7c-3 1-4.5 3-4.5 6v4h5v-5h-2.5";
    /// Two links of a chain.
    LINK = "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1";
    /// A paperclip.
    FILE = "M19 11.5 11.8 18.7a4.6 4.6 0 0 1-6.5-6.5l7.7-7.7a3 3 0 0 1 4.3 4.3l-7.5 7.5a1.4 1.4 0 0 1-2-2l6.7-6.7";
    /// An arrow down into a tray: a file to take along.
    DOWNLOAD = "M12 4v10.5M7.5 10.5 12 15l4.5-4.5M4.5 16v3.5h15V16";
    /// A calendar.
    CALENDAR = "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4";
    /// A clock.
    CLOCK = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2";
    /// An i in a circle.
    INFO = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11.2v5M12 7.9v.2";
    /// An exclamation mark in a triangle.
    WARNING = "M12 4 21 19.5H3zM12 10v4.5M12 17v.1";
    /// An exclamation mark in a circle.
    ERROR = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.8v5M12 16v.2";
    /// A cross.
    CLOSE = "M6 6l12 12M18 6 6 18";
    /// Three dots.
    MORE = "M5.5 12h.01M12 12h.01M18.5 12h.01";
    /// A building: an organisation.
    BUILDING = "M5 20.5V4.5h9v16M14 9.5h5v11M3.5 20.5h17M8 8.5h3M8 12.5h3M8 16.5h3M16.5 13.5v.01M16.5 17v.01";
    /// A label: a tag.
    TAG = "M4 4.5h7.5L20 13l-7 7-8.5-8.5zM8 8.5v.01";
    /// An envelope.
    MAIL = "M4 6h16v12.5H4zM4 7l8 6 8-6";
    /// A telephone.
    PHONE = "M5 4h4l1.5 4.5-2.3 1.7a12 12 0 0 0 5.6 5.6l1.7-2.3L20 15v4c0 .6-.4 1-1 1C11 20 4 13 4 5c0-.6.4-1 1-1z";
    /// Three sliders: settings.
    SETTINGS = "M4 7h9M18 7h2M15.5 4.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6M4 17h2M11 17h9M8.5 14.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6";
    /// A door with an arrow out.
    LEAVE = "M13.5 4H5.5v16h8M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5";
    /// A shield.
    SHIELD = "M12 3.5 4.5 6v5.5c0 4.5 3 7.7 7.5 9 4.5-1.3 7.5-4.5 7.5-9V6z";
    /// A bookmark: follow.
    FOLLOW = "M7 4h10v16.5l-5-4-5 4z";
    /// A thumb up: useful.
    USEFUL = "M7.5 11 11 4c1.5 0 2.5 1 2.5 2.5V10H19l-1.5 8.5c-.1.9-.8 1.5-1.7 1.5H7.5zM7.5 11v9H4.5v-9z";
    /// A flag: report.
    FLAG = "M5.5 21V4.5h12l-2.5 4 2.5 4h-12";
    /// A paper plane: send.
    SEND = "M20.5 3.5 3.5 10l6.5 3.5L13.5 20zM20.5 3.5 10 13.5";
    /// A letter B.
    BOLD = "M7 5h5.5a3.3 3.3 0 0 1 0 6.6H7zM7 11.6h6.5a3.7 3.7 0 0 1 0 7.4H7z";
    /// A slanted I.
    ITALIC = "M10 5h7M7 19h7M13.8 5l-3.6 14";
    /// A letter H.
    HEADING = "M6.5 5v14M17.5 5v14M6.5 12h11";
    /// A list with dots.
    LIST = "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01";
    /// A list with numbers.
    NUMBERS = "M10 6.5h10M10 12h10M10 17.5h10M4 5l1.5-.7V9M4 14.5c.3-1 2.5-1 2.5.3C6.5 16 4 17 4 18.5h2.7";
    /// Angle brackets.
    CODE = "M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5";
    /// A table.
    TABLE = "M4 5h16v14H4zM4 10h16M4 14.5h16M12 10v9";
    /// A picture.
    IMAGE = "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 8.7v.01";
    /// Lines of different length: filter.
    FILTER = "M4 7h16M7 12h10M10 17h4";
    /// A sun: light.
    SUN = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1";
    /// A crescent: dark.
    MOON = "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z";
}
