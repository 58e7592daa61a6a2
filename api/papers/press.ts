/**
 * Sets type, in a thread of its own: A4, Chinese, as PDF. The fonts are unpacked at the first paper and kept.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import type { Content, default as Pdfmake } from 'pdfmake'
import { codePointsOf, showable } from './glyphs.ts'
import type { Paper, Printed } from './printer.ts'
import { ttfOf } from './woff.ts'

const FACES = { normal: 400, bold: 700 } as const
const STYLES = {
  title: { fontSize: 20, bold: true, alignment: 'center', margin: [0, 12, 0, 12] },
  number: { alignment: 'center', margin: [0, 0, 0, 24] },
  heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
  body: { fontSize: 14, lineHeight: 1.6 },
  small: { fontSize: 8, color: '#444444' },
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
  const shown = mapTexts(content, (text) => showable(text, codePoints, missing)) as Content[]
  const definition = {
    pageSize: 'A4',
    pageMargins: [79, 90, 74, 80],
    language: 'zh-CN',
    info: { title },
    content: shown,
    styles: STYLES,
    defaultStyle: { font: 'Serif', fontSize: 10, lineHeight: 1.25 },
    footer: (page: number, pages: number): Content => ({
      text: `— ${page} / ${pages} —`,
      alignment: 'center',
      fontSize: 9,
    }),
  }
  return { pdf: await pdfmake.createPdf(definition).getBuffer(), missing: [...missing].sort() }
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
  // What is printed may name neither files nor addresses.
  pdfmake.setLocalAccessPolicy(() => false)
  pdfmake.setUrlAccessPolicy(() => false)
  return { pdfmake, codePoints }
}

/** Every text of the content, which is where people's words are. */
function mapTexts(content: unknown, map: (text: string) => string, isText = true): unknown {
  if (typeof content === 'string') return isText ? map(content) : content
  if (Array.isArray(content)) return content.map((item) => mapTexts(item, map, isText))
  if (typeof content !== 'object' || content === null) return content
  const entries = Object.entries(content).map(([key, value]) => [
    key,
    mapTexts(value, map, ['text', 'stack', 'table', 'body'].includes(key)),
  ])
  return Object.fromEntries(entries)
}

parentPort?.on('message', async ({ n, paper }: { n: number; paper: Paper }) => {
  try {
    parentPort?.postMessage({ n, printed: await printed(paper) })
  } catch (error) {
    parentPort?.postMessage({ n, error: String(error) })
  }
})
