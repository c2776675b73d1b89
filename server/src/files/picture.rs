//! Images: decoded within limits, and encoded anew without anything but their pixels.

use super::model::{Type, Use};
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
    metadata::Orientation,
};
use shared::Wrong;
use std::{
    fs::File,
    io::{BufReader, BufWriter, Write as _},
    path::Path,
};

/// Pixels of the longest side: a panorama of a phone.
const SIDE: u32 = 16_384;
/// Million pixels in all: the largest that phones make without being asked for more.
const MEGAPIXELS: u32 = 52;
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
/// `BadImage` when it is damaged, `ImageSize` when it is larger than we take.
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
        Type::Document(_) => return Err(Wrong::FileType),
    };
    let bad = |error| match error {
        ImageError::Limits(_) => Wrong::ImageSize(MEGAPIXELS),
        _ => Wrong::BadImage,
    };
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
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Wrong::BadImage);
    }
    if pixels > u64::from(MEGAPIXELS) * 1_000_000 || decoder.total_bytes() > MEMORY {
        return Err(Wrong::ImageSize(MEGAPIXELS));
    }
    // What is told beside the pixels may be nonsense; the pixels are not.
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
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
        let size = Err(Wrong::ImageSize(MEGAPIXELS));
        let refused = |bytes: &[u8]| written(bytes, Type::Png, Use::Attachment).map(|_| ());
        assert_eq!(refused(&bytes), size);
        assert_eq!(refused(&png(9, 9)[..40]), Err(Wrong::BadImage));
        assert_eq!(refused(&png(17_000, 1)), size);
        assert_eq!(refused(&png(9_000, 1)), Ok(()));
    }

    /// A JPEG of 8 × 4 pixels, dark on the left, with `exif` before its pixels.
    fn jpeg(exif: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let image = ImageBuffer::from_fn(8, 4, |x, _| Rgb(if x < 4 { [0, 0, 0] } else { [255, 255, 255] }));
        let plain = DynamicImage::ImageRgb8(image);
        plain.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 100)).expect("encoded");
        if !exif.is_empty() {
            let length = u16::try_from(exif.len() + 8).expect("short");
            let head = [&[0xFF, 0xE1], length.to_be_bytes().as_slice(), b"Exif\0\0", exif].concat();
            bytes.splice(2..2, head);
        }
        bytes
    }

    #[test]
    fn a_camera_that_was_held_upright_gives_an_upright_picture() {
        let turned = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        for (exif, pixels) in [(b"".as_slice(), (8, 4)), (turned, (4, 8)), (b"II*\0\xFF\xFF\xFF\xFFnonsense", (8, 4))] {
            let (encoded, out) = written(&jpeg(exif), Type::Jpeg, Use::Attachment).expect("an image");
            assert_eq!((encoded.kind, encoded.pixels), (Type::Jpeg, pixels), "{exif:?}");
            assert!(!out.windows(4).any(|window| window == b"Exif"));
        }
    }

    #[test]
    fn every_way_to_keep_colours_is_read() {
        let plain = DynamicImage::ImageRgb8(ImageBuffer::from_pixel(30, 20, Rgb([200, 90, 10])));
        let kept = [
            DynamicImage::ImageLuma8(plain.to_luma8()),
            DynamicImage::ImageLumaA8(plain.to_luma_alpha8()),
            DynamicImage::ImageRgba8(plain.to_rgba8()),
            DynamicImage::ImageLuma16(plain.to_luma16()),
            DynamicImage::ImageRgb16(plain.to_rgb16()),
            DynamicImage::ImageRgba16(plain.to_rgba16()),
        ];
        for image in kept {
            let mut bytes = std::io::Cursor::new(Vec::new());
            image.write_to(&mut bytes, ImageFormat::Png).expect("encoded");
            let (encoded, _) = written(&bytes.into_inner(), Type::Png, Use::Photo).expect("an image");
            assert_eq!(encoded.pixels, (PHOTO, PHOTO), "{:?}", image.color());
        }
        for (format, kind) in [(ImageFormat::WebP, Type::Webp), (ImageFormat::Gif, Type::Gif)] {
            let mut bytes = std::io::Cursor::new(Vec::new());
            plain.write_to(&mut bytes, format).expect("encoded");
            assert!(written(&bytes.into_inner(), kind, Use::Photo).is_ok(), "{format:?}");
        }
    }
}
