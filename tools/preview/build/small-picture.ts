import sharp from 'sharp';

/** Pixels across: as wide as a page of documentation. */
const WIDTH = 960;
/** So few that a picture is some 40 KB, and enough that nobody sees it. */
const COLOURS = 96;

/** Writes a picture once more, smaller. */
export async function writeSmallPicture(from: string, to: string): Promise<void> {
  await sharp(from)
    .resize({ width: WIDTH, kernel: 'lanczos3' })
    .png({ palette: true, colours: COLOURS, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(to);
}
