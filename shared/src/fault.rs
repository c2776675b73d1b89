//! How we say no, to a person and to a program.

use crate::{Lang, texts, words::Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is wrong with the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// Nothing was filled in.
    Empty,
    /// More characters than this.
    TooLong(u32),
    /// Fewer characters than this.
    TooShort(u32),
    /// Not the address of a mailbox.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Holds characters that cannot be shown or kept, such as NUL.
    Unprintable,
    /// More pieces than this.
    TooMany(u32),
    /// Not one of the choices.
    NotAChoice,
    /// A value of another type than the field takes, in a body of JSON.
    NotThisType,
    /// A field that there is not, in a body of JSON.
    NotAField,
    /// Somebody or something has it already.
    Taken,
    /// The password is on the list of common ones, or holds the name or address.
    WeakPassword,
    /// The current password is not this.
    WrongPassword,
    /// The two are not the same.
    NotTheSame,
    /// The link was used, or is too old.
    Expired,
    /// Markdown that nests too deep or repeats too much (see `limits`).
    TooIntricate,
    /// A file of a type we do not take.
    FileType,
    /// A document of an old office, or one that is locked.
    OldDocument,
    /// A document that holds a program.
    Macros,
    /// A document that cannot be opened.
    BadDocument,
    /// A file of a type we do not take for a face.
    PhotoType,
    /// A file of more megabytes than this.
    FileSize(u32),
    /// An image that is damaged.
    BadImage,
    /// An image of more million pixels than this.
    ImageSize(u32),
    /// The text was changed by somebody else meanwhile.
    Changed,
    /// The same form was sent before, with other words.
    SentBefore,
    /// Not a slug: small letters, digits and hyphens, not only digits.
    NotASlug,
    /// Not a domain name.
    NotADomain,
    /// Nobody else administers the site.
    LastAdmin,
    /// Not a web address.
    NotAnAddress,
    /// Not a date.
    NotADate,
    /// Not a whole number from the first to the second.
    NotBetween(u32, u32),
    /// The line with this number is not as it should be.
    BadLine(u32),
    /// Something else than one word of letters.
    NotAWord,
    /// Only words or signs that search pays no heed to.
    SaysNothing,
    /// Parts that do not make the word, or too short ones.
    NotTheParts,
    /// There are as many as there may be.
    Full(u32),
}

texts! {
    /// See [`Wrong::Empty`].
    empty: "Vul dit veld in.", "Fill in this field.";
    /// See [`Wrong::TooLong`].
    too_long(max: u32): "Dit is te lang. Gebruik ten hoogste {max} tekens.", "This is too long. Use at most {max} characters.";
    /// See [`Wrong::TooShort`].
    too_short(min: u32): "Dit is te kort. Gebruik ten minste {min} tekens.", "This is too short. Use at least {min} characters.";
    /// See [`Wrong::NotAnEmail`].
    not_an_email: "Dit is geen e-mailadres. Een adres ziet eruit als naam@gemeente.nl.", "This is not an e-mail address. An address looks like name@example.org.";
    /// See [`Wrong::NotAPhone`].
    not_a_phone: "Dit is geen telefoonnummer. Gebruik cijfers, spaties en een plus.", "This is not a telephone number. Use digits, spaces and a plus.";
    /// See [`Wrong::Unprintable`].
    unprintable: "Hier staan tekens in die niet zichtbaar zijn. Typ de tekst opnieuw.", "This holds characters that cannot be seen. Type the text again.";
    /// See [`Wrong::TooMany`].
    too_many(max: u32): "Dit zijn er te veel. Kies er ten hoogste {max}.", "These are too many. Choose at most {max}.";
    /// See [`Wrong::NotAChoice`].
    not_a_choice: "Kies een van de mogelijkheden.", "Choose one of the options.";
    /// See [`Wrong::NotThisType`].
    not_this_type: "Dit is een ander soort waarde dan dit veld heeft. De beschrijving van de API zegt welke het is.", "This is another type of value than this field has. The description of the API says which it is.";
    /// See [`Wrong::NotAField`].
    not_a_field: "Dit veld is er niet, of u kunt het niet invullen. Laat het weg.", "There is no such field, or it is not yours to fill in. Leave it out.";
    /// See [`Wrong::Taken`].
    taken: "Dit bestaat al. Kies iets anders.", "This exists already. Choose something else.";
    /// See [`Wrong::WeakPassword`].
    weak_password: "Dit wachtwoord is te makkelijk te raden. Neem een zin van een paar woorden.", "This password is too easy to guess. Use a phrase of a few words.";
    /// See [`Wrong::WrongPassword`].
    wrong_password: "Dit is niet uw huidige wachtwoord.", "This is not your current password.";
    /// See [`Wrong::NotTheSame`].
    not_the_same: "Dit is niet hetzelfde als hierboven.", "This is not the same as above.";
    /// See [`Wrong::Expired`].
    expired: "Deze link is al gebruikt of te oud. Vraag een nieuwe aan.", "This link was used already or is too old. Ask for a new one.";
    /// See [`Wrong::TooIntricate`].
    too_intricate: "De opmaak is te ingewikkeld. Gebruik minder lagen, tabellen of links.", "The markup is too intricate. Use fewer levels, tables or links.";
    /// See [`Wrong::FileType`].
    file_type: "Dit soort bestand kunnen wij niet aannemen. Dit kan wel: een afbeelding (PNG, JPEG, WebP, GIF), PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), OpenDocument-tekst (ODT) of platte tekst (TXT of MD, in UTF-8).", "We cannot take this kind of file. These are fine: an image (PNG, JPEG, WebP, GIF), PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), OpenDocument text (ODT) or plain text (TXT or MD, in UTF-8).";
    /// See [`Wrong::OldDocument`].
    old_document: "Dit document is met een wachtwoord beveiligd, of gemaakt in een oude versie van Office. Bewaar het zonder wachtwoord als DOCX, PPTX of XLSX.", "This document has a password, or was made by an old version of Office. Save it without password as DOCX, PPTX or XLSX.";
    /// See [`Wrong::Macros`].
    macros: "In dit document zitten macro’s. Die nemen wij niet aan. Bewaar het zonder macro’s, of als PDF.", "This document holds macros. We do not take those. Save it without macros, or as PDF.";
    /// See [`Wrong::BadDocument`].
    bad_document: "Dit document is beschadigd of te groot om te openen. Bewaar het opnieuw, of als PDF.", "This document is damaged or too large to open. Save it again, or as PDF.";
    /// See [`Wrong::FileSize`].
    file_size(max: u32): "Dit bestand is te groot. Het mag ten hoogste {max} MB zijn.", "This file is too large. It may be at most {max} MB.";
    /// See [`Wrong::BadImage`].
    bad_image: "Deze afbeelding is beschadigd. Kies een andere, of bewaar haar opnieuw.", "This image is damaged. Choose another, or save it again.";
    /// See [`Wrong::ImageSize`].
    image_size(max: u32): "Deze afbeelding heeft te veel beeldpunten. Verklein haar tot ten hoogste {max} megapixel.", "This image has too many pixels. Make it smaller: at most {max} megapixels.";
    /// See [`Wrong::PhotoType`].
    photo_type: "Dit soort bestand kan geen foto zijn. Kies een JPEG, PNG of WebP. Een foto van een iPhone (HEIC) bewaart u eerst als JPEG.", "This kind of file cannot be a photo. Choose a JPEG, PNG or WebP. Save a photo of an iPhone (HEIC) as JPEG first.";
    /// See [`Wrong::Changed`].
    changed: "Iemand anders heeft deze tekst intussen gewijzigd. Neem uw wijziging over in de nieuwe tekst.", "Somebody else changed this text meanwhile. Carry your change over into the new text.";
    /// See [`Wrong::SentBefore`].
    sent_before: "U hebt dit formulier al eens verstuurd, met een andere tekst; die is geplaatst. Verstuur het nog een keer om ook deze tekst te plaatsen.", "You sent this form before with another text, which was posted. Send it once more to post this text as well.";
    /// See [`Wrong::NotASlug`].
    not_a_slug: "Gebruik kleine letters, cijfers en koppeltekens, en niet alleen cijfers.", "Use small letters, digits and hyphens, and not only digits.";
    /// See [`Wrong::NotADomain`].
    not_a_domain: "Dit is geen domein. Een domein ziet eruit als gemeente.nl.", "This is not a domain. A domain looks like example.org.";
    /// See [`Wrong::LastAdmin`].
    last_admin: "Er moet een beheerder blijven. Maak eerst iemand anders beheerder.", "There must be an administrator left. First make somebody else administrator.";
    /// See [`Wrong::NotAnAddress`].
    not_an_address: "Dit is geen webadres. Een adres begint met https://.", "This is not a web address. An address starts with https://.";
    /// See [`Wrong::NotADate`].
    not_a_date: "Dit is geen datum. Schrijf een datum als 2026-11-25.", "This is not a date. Write a date like 2026-11-25.";
    /// See [`Wrong::NotBetween`].
    not_between(min: u32, max: u32): "Vul een heel getal in van {min} tot en met {max}.", "Fill in a whole number from {min} to {max}.";
    /// See [`Wrong::NotAWord`].
    not_a_word: "Dit is geen woord. Gebruik alleen letters, zonder spatie.", "This is not a word. Use letters only, without a space.";
    /// See [`Wrong::SaysNothing`].
    says_nothing: "Zoeken let niet op deze tekens of woorden. Gebruik een woord dat iets zegt.", "Search pays no heed to these signs or words. Use a word that says something.";
    /// See [`Wrong::NotTheParts`].
    not_the_parts: "Deze delen vormen samen niet het woord. Gebruik ten minste twee delen van drie letters of meer.", "These parts do not make the word. Use two or more parts of at least three letters.";
    /// See [`Wrong::BadLine`].
    bad_line(line: u32): "Regel {line} klopt niet. Er is niets ingelezen; verbeter de regel en probeer het opnieuw.", "Line {line} is not right. Nothing was read in; correct the line and try again.";
    /// See [`Wrong::Full`].
    full(max: u32): "U hebt er al {max}, en meer kan niet. Verwijder er eerst een die u niet meer gebruikt.", "You have {max} already, and there is no room for more. First delete one that you do not use any more.";
    /// The title of a problem document with faults, and of the summary above a form.
    invalid: "Niet alles is goed ingevuld", "Not everything is filled in correctly";
}

impl Wrong {
    /// What the person who filled it in can do about it.
    pub fn text(self, lang: Lang) -> Text {
        match self {
            Self::Empty => empty(lang),
            Self::TooLong(max) => too_long(lang, max),
            Self::TooShort(min) => too_short(lang, min),
            Self::NotAnEmail => not_an_email(lang),
            Self::NotAPhone => not_a_phone(lang),
            Self::Unprintable => unprintable(lang),
            Self::TooMany(max) => too_many(lang, max),
            Self::NotAChoice => not_a_choice(lang),
            Self::NotThisType => not_this_type(lang),
            Self::NotAField => not_a_field(lang),
            Self::Taken => taken(lang),
            Self::WeakPassword => weak_password(lang),
            Self::WrongPassword => wrong_password(lang),
            Self::NotTheSame => not_the_same(lang),
            Self::Expired => expired(lang),
            Self::TooIntricate => too_intricate(lang),
            Self::FileType => file_type(lang),
            Self::OldDocument => old_document(lang),
            Self::Macros => macros(lang),
            Self::BadDocument => bad_document(lang),
            Self::FileSize(max) => file_size(lang, max),
            Self::BadImage => bad_image(lang),
            Self::ImageSize(max) => image_size(lang, max),
            Self::PhotoType => photo_type(lang),
            Self::Changed => changed(lang),
            Self::SentBefore => sent_before(lang),
            Self::NotASlug => not_a_slug(lang),
            Self::NotADomain => not_a_domain(lang),
            Self::LastAdmin => last_admin(lang),
            Self::NotAnAddress => not_an_address(lang),
            Self::NotADate => not_a_date(lang),
            Self::NotBetween(min, max) => not_between(lang, min, max),
            Self::BadLine(line) => bad_line(lang, line),
            Self::NotAWord => not_a_word(lang),
            Self::SaysNothing => says_nothing(lang),
            Self::NotTheParts => not_the_parts(lang),
            Self::Full(max) => full(lang, max),
        }
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The name of the field in the form and the API.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// All that is wrong with a form. Checks are methods that add to it:
///
/// ```ignore
/// let mut faults = Faults::default();
/// faults.line("title", &self.title, 3, 160);
/// faults.done()
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// One fault.
    pub fn one(field: &str, wrong: Wrong) -> Self {
        let mut faults = Self::default();
        faults.add(field, wrong);
        faults
    }

    /// Notes that `field` is wrong.
    pub fn add(&mut self, field: &str, wrong: Wrong) {
        self.0.push(Fault { field: field.to_owned(), wrong });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with `field`, if anything: the first fault.
    pub fn of(&self, field: &str) -> Option<Wrong> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.wrong)
    }

    /// A required single line of `min` to `max` characters.
    pub fn line(&mut self, field: &str, value: &str, min: u32, max: u32) {
        if seen(value) == 0 {
            self.add(field, Wrong::Empty);
        } else {
            self.optional_line(field, value, max);
            if seen(value) < min {
                self.add(field, Wrong::TooShort(min));
            }
        }
    }

    /// A single line that may be empty.
    pub fn optional_line(&mut self, field: &str, value: &str, max: u32) {
        if value.chars().any(|letter| letter.is_control() || invisible(letter)) {
            self.add(field, Wrong::Unprintable);
        } else if length(value) > max {
            self.add(field, Wrong::TooLong(max));
        }
    }

    /// A required text of at most `max` characters, over several lines.
    pub fn text(&mut self, field: &str, value: &str, max: u32) {
        if seen(value) == 0 {
            self.add(field, Wrong::Empty);
        } else {
            self.optional_text(field, value, max);
        }
    }

    /// A text that may be empty.
    pub fn optional_text(&mut self, field: &str, value: &str, max: u32) {
        if value.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
            self.add(field, Wrong::Unprintable);
        } else if length(value) > max {
            self.add(field, Wrong::TooLong(max));
        }
    }

    /// The address of a mailbox: something, an at, a domain with a dot. Whether it exists only a mail can tell.
    pub fn email(&mut self, field: &str, value: &str) {
        let fits = |(mailbox, domain): (&str, &str)| {
            !mailbox.is_empty()
                && !mailbox.contains('@')
                && mailbox.len() <= 64
                && domain.contains('.')
                && !domain.starts_with(['.', '-'])
                && !domain.ends_with('.')
                && !domain.contains("..")
                && domain.chars().all(|letter| letter.is_alphanumeric() || letter == '.' || letter == '-')
        };
        let plain = value
            .chars()
            .all(|letter| !letter.is_whitespace() && !letter.is_control() && !"<>()[],;:\"\\".contains(letter));
        if value.trim().is_empty() {
            self.add(field, Wrong::Empty);
        } else if value.len() > 254 || !plain || !value.rsplit_once('@').is_some_and(fits) {
            self.add(field, Wrong::NotAnEmail);
        }
    }

    /// `Ok` when nothing is wrong.
    pub fn done(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The faults by field, in the words of `lang`: the `errors` of a problem document.
    pub fn by_field(&self, lang: Lang) -> BTreeMap<String, Vec<String>> {
        let mut fields = BTreeMap::<String, Vec<String>>::new();
        for fault in &self.0 {
            fields.entry(fault.field.clone()).or_default().push(fault.wrong.text(lang).into_owned());
        }
        fields
    }
}

fn length(value: &str) -> u32 {
    u32::try_from(value.chars().count()).unwrap_or(u32::MAX)
}

/// How many characters of `value` can be seen.
fn seen(value: &str) -> u32 {
    let count =
        value.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control() && !invisible(*letter)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Characters that reorder or hide text: bidi controls, zero-width marks, tags (Unicode TR 36).
pub fn invisible(letter: char) -> bool {
    matches!(letter,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' | '\u{034F}'
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// A problem document (RFC 9457): the JSON answer of everything that fails.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable name of the kind of problem, as a relative reference: `/problems/not-found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What went wrong, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do about it, in the reader's language.
    #[serde(default)]
    pub detail: String,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(check: impl FnOnce(&mut Faults)) -> Option<Wrong> {
        let mut faults = Faults::default();
        check(&mut faults);
        faults.of("x")
    }

    #[test]
    fn what_cannot_be_seen_is_empty() {
        assert_eq!(of(|f| f.line("x", " \u{200B}\u{2060} ", 1, 9)), Some(Wrong::Empty));
        assert_eq!(of(|f| f.text("x", "\n\t", 9)), Some(Wrong::Empty));
        assert_eq!(of(|f| f.line("x", "a\0b", 1, 9)), Some(Wrong::Unprintable));
        assert_eq!(of(|f| f.line("x", "é\u{202E}txt", 1, 9)), Some(Wrong::Unprintable));
        assert_eq!(of(|f| f.text("x", "regel\nregel", 11)), None);
        assert_eq!(of(|f| f.text("x", "regel\nregels", 11)), Some(Wrong::TooLong(11)));
    }

    #[test]
    fn an_address_has_one_mailbox_and_a_domain() {
        for good in ["anna@dordrecht.nl", "jan.d'hondt+plein@hoeksche-waard.example", "a@b.c"] {
            assert_eq!(of(|f| f.email("x", good)), None, "{good}");
        }
        for bad in ["anna", "@b.c", "a@b", "a@b@c.d", "a@.b.c", "a b@c.d", "a@b..c", "a@b.c\r\nBcc: d@e.f", "<a@b.c>"] {
            assert_eq!(of(|f| f.email("x", bad)), Some(Wrong::NotAnEmail), "{bad}");
        }
    }
}
