/** Every source is declared once, in law/: in words for people, and as the rulebook gives it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { sourcesOf } from '#domain/engine/sources.ts'
import { KINDS } from '#domain/kinds.ts'
import * as own from '#domain/law/own-policy.ts'
import type { Provision } from '#domain/law/provision.ts'
import * as provisions from '#domain/law/provisions.ts'

const CHECKOUT = resolve(import.meta.dirname, '../..')
const ALL: [string, Provision][] = Object.entries({ ...own, ...provisions })

/** Certainty, and the numbers of the rulebook. */
const MARK = /\[(?:C|D|R)|\bR[+-]|\b[GST]\d|§|policy default \[|rulebook/

const DIGITS = '〇一二三四五六七八九'
function numberOf(chinese: string): number {
  const [tens = '', units = ''] = chinese.includes('十') ? chinese.split('十') : ['〇', chinese]
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + DIGITS.indexOf(units)
}

const articlesIn = {
  zh: (text: string) => [...text.matchAll(/第([一二三四五六七八九十]+)条/g)].map(([, n = '']) => numberOf(n)),
  en: (text: string) =>
    [...text.matchAll(/Articles? ([\d, and to]+)/g)].flatMap(
      ([, ns = '']) => ns.match(/\d+/g)?.map(Number) ?? [],
    ),
}

/** Article numbers in a citation. Numbers of steps, gates, sections and texts of the rulebook are not articles. */
const numbersIn = (cited: string): number[] =>
  (cited.replaceAll(/\[[^\]]*\]|[GST§]\d[\d.]*/g, '').match(/\d+/g) ?? []).map(Number)

describe('a provision', () => {
  it.each(ALL)('%s has words in both languages, without marks of certainty', (_name, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/[a-z]/)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    for (const text of [zh, en]) expect(text).not.toMatch(MARK)
  })

  it('is declared once', () => {
    const cited = ALL.map(([, provision]) => provision.cited)
    expect(cited.filter((one, at) => cited.indexOf(one) !== at)).toEqual([])
  })

  it.each(ALL)(
    '%s numbers only articles that the rulebook numbers, the same in both languages',
    (_name, one) => {
      const articles = articlesIn.zh(one.zh)
      expect(articlesIn.en(one.en)).toEqual(articles)
      expect(articles.filter((article) => !numbersIn(one.cited).includes(article))).toEqual([])
    },
  )

  it('has article numbers of the Measures only up to Article 6', () => {
    const ofMeasures = ALL.filter(([, { zh }]) => zh.startsWith('国家政务信息化项目建设管理办法'))
    const articles = ofMeasures.flatMap(([, { zh }]) => articlesIn.zh(zh))
    expect(articles.filter((article) => article > 6)).toEqual([])
    expect(articles).toContain(6)
  })
})

describe('the list of sources', () => {
  const sources = sourcesOf(KINDS)

  it('has every provision once, with at least one rule that rests on it', () => {
    expect(sources.map(({ cited }) => cited).toSorted()).toEqual(ALL.map(([, { cited }]) => cited).toSorted())
    for (const { refusals, deadlines, acts, policyValues, otherRules, cited } of sources)
      expect([...refusals, ...deadlines, ...acts, ...policyValues, ...otherRules], cited).not.toEqual([])
  })

  it('has every refusal, deadline and policy value, also if it rests on several provisions', () => {
    const codesIn = (table: 'refusals' | 'deadlines' | 'policyValues') =>
      new Set(sources.flatMap((source) => source[table].map(({ code }) => code)))
    expect([...codesIn('refusals')].toSorted()).toEqual(Object.keys(KINDS.refusals).toSorted())
    expect([...codesIn('policyValues')].toSorted()).toEqual(Object.keys(KINDS.policy).toSorted())
    const resting = sources.filter(({ refusals }) =>
      refusals.some(({ code }) => code === 'newItemAfterNotice'),
    )
    expect(resting.map(({ cited }) => cited).toSorted()).toEqual(['T3 [D]', '许可法32 [C:S10]'])
    expect(codesIn('deadlines').size).toBe(
      new Set(KINDS.all.flatMap(({ deadlines }) => Object.keys(deadlines))).size,
    )
  })
})

/** Texts with marks of certainty, and sources that are plain texts. The source of a calendar is a notice, which is data. */
function sourcesIn(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node)
    if (isText && /\[(?:C|D|R)[:,\]]|\bR\+|policy default/.test(node.text)) found.push(node.text)
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'source' &&
      ts.isStringLiteral(node.initializer)
    )
      found.push(node.initializer.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(join(CHECKOUT, file), 'utf8'), ts.ScriptTarget.Latest, true))
  return found
}

describe('outside law/', () => {
  it('no source is written as a plain text', () => {
    const files = readdirSync(join(CHECKOUT, 'domain'), { recursive: true, encoding: 'utf8' })
      .map((file) => `domain/${file}`)
      .filter((file) => file.endsWith('.ts') && !/^domain\/(?:law\/|values\/calendar-\d+\.ts)/.test(file))
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap((file) => sourcesIn(file).map((text) => `${file}: ${text}`))).toEqual([])
  })
})
