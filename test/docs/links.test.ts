/** Every link in every document works: its file exists, and so does the heading to which it points. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT, readDocument } from './tables.ts'

const SKIPPED = new Set(['node_modules', '.git', '.tongchou', 'coverage'])

function documentsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : documentsIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

const withoutCode = (markdown: string): string =>
  markdown.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '')

/** The anchors that GitHub makes from headings. */
const anchorsIn = (path: string): Set<string> =>
  new Set(
    [...readDocument(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  )

function brokenLinks(path: string): string[] {
  const links = [...withoutCode(readDocument(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [target = '', anchor] = link.split('#')
      const file = target === '' ? path : join(dirname(path), target)
      if (!existsSync(resolve(ROOT, file))) return true
      if (anchor === undefined) return false
      return statSync(resolve(ROOT, file)).isDirectory() || !anchorsIn(file).has(anchor)
    })
}

describe('links between documents', () => {
  test.each(documentsIn('.'))('work in %s', (path) => {
    expect(brokenLinks(path)).toEqual([])
  })
})
