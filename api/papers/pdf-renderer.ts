/**
 * Renders papers as PDF in its own thread: A4, in Chinese. The fonts are unpacked for the first paper and kept.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import type { Font } from 'fontkit'
import type { Content, default as Pdfmake, TableLayout } from 'pdfmake'
import { showable } from './glyphs.ts'
import { assertComplete, marked, PAGE_NUMBER } from './layout-check.ts'
import { CELL_PADDING, MARGINS, PAGE_SIZE } from './page.ts'
import type { Paper, Printed } from './printer.ts'
import { ttfOf } from './woff.ts'

const STYLES = {
  title: { fontSize: 20, bold: true, alignment: 'center', margin: [0, 12, 0, 12] },
  number: { alignment: 'center', margin: [0, 0, 0, 24] },
  heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
  body: { fontSize: 14, lineHeight: 1.6 },
  small: { fontSize: 8, color: '#444444' },
}

/** Lines only between rows; the line under the head is thicker. */
const ROWS: TableLayout = {
  hLineWidth: (line, { table: { body, headerRows } }) =>
    line === 0 || line === body.length ? 0 : line === headerRows ? 2 : 1,
  vLineWidth: () => 0,
  hLineColor: (line) => (line === 1 ? 'black' : '#aaa'),
  paddingLeft: (column) => (column === 0 ? 0 : CELL_PADDING),
  paddingRight: (column, { table: { widths } }) => (column === widths.length - 1 ? 0 : CELL_PADDING),
}

interface Renderer {
  pdfmake: typeof Pdfmake
  hasGlyph: (code: number) => boolean
}

let renderer: Promise<Renderer> | undefined
async function printed({ title, content }: Paper): Promise<Printed> {
  renderer ??= setUp()
  const { pdfmake, hasGlyph } = await renderer
  const missing = new Set<string>()
  const { content: shown, pieces } = marked(content, (text) => showable(text, hasGlyph, missing))
  const definition = {
    pageSize: PAGE_SIZE,
    pageMargins: [...MARGINS],
    language: 'zh-CN',
    info: { title },
    content: shown,
    styles: STYLES,
    // Texts of people may have indented lines.
    defaultStyle: { font: 'Serif', fontSize: 10, lineHeight: 1.25, preserveLeadingSpaces: true },
    footer: (page: number, pages: number): Content => ({
      text: [{ text: `— ${page} / ${pages} —`, piece: PAGE_NUMBER }],
      alignment: 'center',
      fontSize: 9,
    }),
  }
  const document = pdfmake.createPdf(definition)
  assertComplete((await document.getStream())._pdfMakePages, pieces)
  return { pdf: await document.getBuffer(), missing: [...missing].sort() }
}

async function setUp(): Promise<Renderer> {
  const [{ default: pdfmake }, { create }] = await Promise.all([import('pdfmake'), import('fontkit')])
  const [normal, bold] = [await readFace(400), await readFace(700)]
  pdfmake.virtualfs.writeFileSync('normal.ttf', normal)
  pdfmake.virtualfs.writeFileSync('bold.ttf', bold)
  pdfmake.addFonts({ Serif: { normal: 'normal.ttf', bold: 'bold.ttf' } })
  pdfmake.addTableLayouts({ rows: ROWS })
  // The content of a paper must not load files or addresses.
  pdfmake.setLocalAccessPolicy(() => false)
  pdfmake.setUrlAccessPolicy(() => false)
  // Both weights have the same characters, so one of them is enough.
  const font = create(normal) as Font
  return { pdfmake, hasGlyph: (code) => font.hasGlyphForCodePoint(code) }
}

const FONTS = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-serif-sc/package.json'))

const readFace = async (weight: 400 | 700): Promise<Buffer> =>
  ttfOf(await readFile(join(FONTS, `files/noto-serif-sc-chinese-simplified-${weight}-normal.woff`)))

parentPort?.on('message', async ({ n, paper }: { n: number; paper: Paper }) => {
  try {
    parentPort?.postMessage({ n, printed: await printed(paper) })
  } catch (error) {
    parentPort?.postMessage({ n, error: String(error) })
  }
})
