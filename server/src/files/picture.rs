//! Images: decoded within limits, and encoded anew without anything but their pixels.

use super::model::{Type, Use};
use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};
use shared::Wrong;
use std::{
    fs::File,
    io::{BufReader, BufWriter, Write as _},
    path::Path,
};

/// Pixels of the longest side.
const SIDE: u32 = 8_192;
/// Pixels in all.
const PIXELS: u64 = 40_000_000;
/// Bytes that decoding may take.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Pixels of a side of a photo: twice what the largest face on a page has.
const PHOTO: u32 = 192;
/// How well a JPEG keeps what it shows.
const QUALITY: u8 = 88;

/// What became of an image.
pub struct Encoded {
    /// Its type now.
    pub kind: Type,
    /// Width and height.
    pub pixels: (u32, u32),
}

/// Reads the image in `from`, writes its pixels to `to`. Animations keep their first frame.
///
/// # Errors
/// `BadImage` when it is damaged or larger than we take.
pub fn again(from: &Path, to: &Path, kind: Type, use_: Use) -> Result<Encoded, Wrong> {
    let image = decode(from, kind)?;
    let image = match use_ {
        Use::Photo => image.resize_to_fill(PHOTO, PHOTO, FilterType::Lanczos3),
        Use::Attachment => image,
    };
    // A photo of a camera is a JPEG; what has hard edges or holes stays exact.
    let lossy = match kind {
        Type::Jpeg => true,
        Type::Webp => !image.color().has_alpha(),
        _ => use_ == Use::Photo && !image.color().has_alpha(),
    };
    encode(&image, to, lossy).map_err(|_| Wrong::BadImage)?;
    Ok(Encoded { kind: if lossy { Type::Jpeg } else { Type::Png }, pixels: (image.width(), image.height()) })
}

fn decode(from: &Path, kind: Type) -> Result<DynamicImage, Wrong> {
    let format = match kind {
        Type::Png => ImageFormat::Png,
        Type::Jpeg => ImageFormat::Jpeg,
        Type::Webp => ImageFormat::WebP,
        Type::Gif => ImageFormat::Gif,
        Type::Pdf => return Err(Wrong::FileType),
    };
    let bad = |_| Wrong::BadImage;
    let file = File::open(from).map_err(|_| Wrong::BadImage)?;
    let mut reader = ImageReader::with_format(BufReader::new(file), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(bad)?;
    let (width, height) = decoder.dimensions();
    // Before a pixel is read: a few bytes can promise gigabytes.
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY || width == 0 || height == 0 {
        return Err(Wrong::BadImage);
    }
    let turn = decoder.orientation().map_err(bad)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(bad)?;
    // How the camera was held is told beside the pixels, and that is about to go.
    image.apply_orientation(turn);
    Ok(image)
}

fn encode(image: &DynamicImage, to: &Path, lossy: bool) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(File::create(to)?);
    if lossy {
        let plain = DynamicImage::ImageRgb8(image.to_rgb8());
        plain.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))?;
    } else {
        let plain = if image.color().has_alpha() {
            DynamicImage::ImageRgba8(image.to_rgba8())
        } else {
            DynamicImage::ImageRgb8(image.to_rgb8())
        };
        plain.write_with_encoder(PngEncoder::new(&mut out))?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageBuffer, Rgb};

    fn written(bytes: &[u8], kind: Type, use_: Use) -> Result<(Encoded, Vec<u8>), Wrong> {
        let dir = tempfile::tempdir().expect("a folder");
        let (from, to) = (dir.path().join("in"), dir.path().join("out"));
        std::fs::write(&from, bytes).expect("written");
        let encoded = again(&from, &to, kind, use_)?;
        Ok((encoded, std::fs::read(&to).expect("read")))
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let image = ImageBuffer::from_fn(width, height, |x, _| Rgb([u8::try_from(x % 256).unwrap_or(0), 90, 200]));
        DynamicImage::ImageRgb8(image).write_to(&mut bytes, ImageFormat::Png).expect("encoded");
        bytes.into_inner()
    }

    #[test]
    fn what_is_hidden_behind_the_pixels_is_gone() {
        let mut bytes = png(40, 20);
        bytes.extend_from_slice(b"<script>alert(1)</script>GPS 51.8N");
        let (encoded, out) = written(&bytes, Type::Png, Use::Attachment).expect("an image");
        assert_eq!((encoded.kind, encoded.pixels), (Type::Png, (40, 20)));
        assert!(!out.windows(6).any(|window| window == b"script"));
    }

    #[test]
    fn a_photo_is_a_small_square() {
        let (encoded, out) = written(&png(900, 300), Type::Png, Use::Photo).expect("an image");
        assert_eq!((encoded.kind, encoded.pixels), (Type::Jpeg, (PHOTO, PHOTO)));
        assert!(out.starts_with(&[0xFF, 0xD8]));
    }

    #[test]
    fn a_promise_of_gigabytes_is_refused() {
        let mut bytes = png(4, 4);
        // Width and height stand in the first chunk; its checksum must fit, or it fails for another reason.
        bytes[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
        let mut crc = flate2::Crc::new();
        crc.update(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        assert!(matches!(written(&bytes, Type::Png, Use::Attachment), Err(Wrong::BadImage)));
        assert!(matches!(written(&png(9, 9)[..40], Type::Png, Use::Attachment), Err(Wrong::BadImage)));
        assert!(matches!(written(&png(9_000, 1), Type::Png, Use::Attachment), Err(Wrong::BadImage)));
    }
}
