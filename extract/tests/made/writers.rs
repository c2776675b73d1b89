//! The smallest writers of documents.

use flate2::{Compression, write::ZlibEncoder};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

/// An archive of entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive_of(entries.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())))
}

/// An archive of many entries.
pub fn archive_of(entries: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        zip.start_file(name, options).expect("an entry");
        zip.write_all(&bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

/// The list of what is in a document: one part with its type.
pub fn types(part: &str, kind: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"{part}\" ContentType=\"{kind}\"/></Types>"
    )
}

/// A document of Word with this in its body.
pub fn word(body: &str) -> Vec<u8> {
    let list = types("/word/document.xml", WORD);
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[("[Content_Types].xml", list.as_bytes()), ("word/document.xml", document.as_bytes())])
}

/// A PDF of one page with this content, packed, in a font whose codes are told by a table: `A` is an `é`.
pub fn pdf(content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(content).expect("packed");
    let packed = packed.finish().expect("packed");
    let table = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n\
        1 begincodespacerange <00> <FF> endcodespacerange\n\
        1 beginbfchar <41> <00E9> endbfchar\n1 beginbfrange <61> <7A> <0061> endbfrange\n\
        1 beginbfchar <20> <0020> endbfchar\nendcmap end end";
    let stream = |head: &str, bytes: &[u8]| {
        [format!("<<{head} /Length {}>>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
    };
    let objects: Vec<Vec<u8>> = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F 4 0 R>>>> /Contents 5 0 R>>"
            .to_vec(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R>>".to_vec(),
        stream("/Filter /FlateDecode", &packed),
        stream("", table),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", number + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(
        format!("trailer <</Size {} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    file
}
