import { createRequire } from 'node:module';
import { fontFamily } from './theme.js';

/** Pixels of the image for one of the drawing, so that text is sharp on dense screens. */
const pixelRatio = 2;

/** Draws an SVG as a PNG, with the bundled fonts alone, so that every machine gets the same image. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const { resolve } = createRequire(import.meta.url);
  const image = new Resvg(svg, {
    background: '#FFFFFF',
    fitTo: { mode: 'zoom', value: pixelRatio },
    font: {
      // Without a font file resvg leaves out all text and says nothing.
      fontFiles: ['DejaVuSans', 'DejaVuSans-Bold'].map((face) => resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`)),
      loadSystemFonts: false,
      defaultFontFamily: fontFamily,
    },
  });
  return image.render().asPng();
}
