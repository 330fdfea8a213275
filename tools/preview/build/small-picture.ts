import sharp from 'sharp';

/** Pixels across: as wide as a page of documentation. */
const WIDTH = 840;
/** Of 100: below this, amber and red become one colour. */
const QUALITY = 82;

/** Writes a picture once more, smaller. */
export async function writeSmallPicture(from: string, to: string): Promise<void> {
  await sharp(from)
    .resize({ width: WIDTH, kernel: 'lanczos3' })
    .png({ palette: true, quality: QUALITY, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(to);
}
