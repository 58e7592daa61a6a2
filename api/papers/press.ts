/**
 * Sets type, in a thread of its own: A4, Chinese, as PDF. The fonts are unpacked at the first paper and kept.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import type { Content, default as Pdfmake, TableLayout } from 'pdfmake'
import { codePointsOf, showable } from './glyphs.ts'
import { CELL_PADDING, MARGINS, PAGE_SIZE } from './page.ts'
import type { Paper, Printed } from './printer.ts'
import { assertWhole, marked, PAGE_NUMBER } from './whole.ts'
import { ttfOf } from './woff.ts'

const FACES = { normal: 400, bold: 700 } as const
const STYLES = {
  title: { fontSize: 20, bold: true, alignment: 'center', margin: [0, 12, 0, 12] },
  number: { alignment: 'center', margin: [0, 0, 0, 24] },
  heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
  body: { fontSize: 14, lineHeight: 1.6 },
  small: { fontSize: 8, color: '#444444' },
}

/** Lines between rows only, the one under the head stronger. */
const ROWS: TableLayout = {
  hLineWidth: (line, { table: { body, headerRows } }) =>
    line === 0 || line === body.length ? 0 : line === headerRows ? 2 : 1,
  vLineWidth: () => 0,
  hLineColor: (line) => (line === 1 ? 'black' : '#aaa'),
  paddingLeft: (column) => (column === 0 ? 0 : CELL_PADDING),
  paddingRight: (column, { table: { widths } }) => (column === widths.length - 1 ? 0 : CELL_PADDING),
}

interface Press {
  pdfmake: typeof Pdfmake
  codePoints: ReadonlySet<number>
}

let press: Promise<Press> | undefined
async function printed({ title, content }: Paper): Promise<Printed> {
  press ??= setUp()
  const { pdfmake, codePoints } = await press
  const missing = new Set<string>()
  const { content: shown, pieces } = marked(content, (text) => showable(text, codePoints, missing))
  const definition = {
    pageSize: PAGE_SIZE,
    pageMargins: [...MARGINS],
    language: 'zh-CN',
    info: { title },
    content: shown,
    styles: STYLES,
    // People indent their lines.
    defaultStyle: { font: 'Serif', fontSize: 10, lineHeight: 1.25, preserveLeadingSpaces: true },
    footer: (page: number, pages: number): Content => ({
      text: [{ text: `— ${page} / ${pages} —`, piece: PAGE_NUMBER }],
      alignment: 'center',
      fontSize: 9,
    }),
  }
  const document = pdfmake.createPdf(definition)
  assertWhole((await document.getStream())._pdfMakePages, pieces)
  return { pdf: await document.getBuffer(), missing: [...missing].sort() }
}

async function setUp(): Promise<Press> {
  const { default: pdfmake } = await import('pdfmake')
  const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-serif-sc/package.json'))
  const faces: Record<string, string> = {}
  let codePoints: ReadonlySet<number> = new Set()
  for (const [face, weight] of Object.entries(FACES)) {
    const file = `files/noto-serif-sc-chinese-simplified-${weight}-normal.woff`
    const ttf = ttfOf(await readFile(join(folder, file)))
    if (face === 'normal') codePoints = codePointsOf(ttf)
    faces[face] = `${face}.ttf`
    pdfmake.virtualfs.writeFileSync(`${face}.ttf`, ttf)
  }
  pdfmake.addFonts({ Serif: faces })
  pdfmake.addTableLayouts({ rows: ROWS })
  // What is printed may name neither files nor addresses.
  pdfmake.setLocalAccessPolicy(() => false)
  pdfmake.setUrlAccessPolicy(() => false)
  return { pdfmake, codePoints }
}

parentPort?.on('message', async ({ n, paper }: { n: number; paper: Paper }) => {
  try {
    parentPort?.postMessage({ n, printed: await printed(paper) })
  } catch (error) {
    parentPort?.postMessage({ n, error: String(error) })
  }
})
