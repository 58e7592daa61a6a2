/** A rehearsal file and those that it includes, opened: what their heads say, before any step is read. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { fileWords, INCLUDE_WORDS, KIND_WORDS, otherFileWords } from './file-words.ts'
import { asIs, type FileProblem, NOTHING, type Titles } from './problem.ts'
import { dateIn, titlesIn } from './read-values.ts'
import { THE_CASE } from './rehearsal.ts'
import { wordIn } from './words.ts'
import { type Place, under, YamlSource } from './yaml-source.ts'

export interface OpenedFile {
  source: YamlSource
  /** What it is about; undefined where the file does not say so. */
  title: Titles | undefined
  rule: string | undefined
  starts: PlainDate | undefined
  world: Place | undefined
  steps: Place | undefined
  includes: Include[]
  /** What its steps call the cases: its own aliases, and those of the files that it includes. */
  names: readonly string[]
  /** Cases of other kinds, with the same names in the file and in those that include it. */
  others: readonly { kind: Kind; names: readonly string[] }[]
}

/** Another file whose steps are played as well. */
export interface Include {
  file: OpenedFile
  /** The state with which it ends; undefined: at its own end. */
  until: { place: Place; state: string } | undefined
  /** What replaces what its opening acts say. */
  content: Place | undefined
  /** Its names for the cases, and those of the file that includes it. */
  renamed: ReadonlyMap<string, string>
}

interface Opening {
  kinds: Kinds
  problems: FileProblem[]
}

/** The file and its kind of case, which is read first: the words of everything else are the kind's. */
export function openFiles(
  file: string,
  text: string,
  { kinds, problems }: Opening,
): { kind: Kind; opened: OpenedFile } {
  const source = new YamlSource(file, text, problems)
  const kind = kindIn(source, kinds)
  return { kind, opened: new FileOpener({ kinds, problems }, kind).open(source, [file]) }
}

function kindIn(source: YamlSource, kinds: Kinds): Kind {
  const [first] = kinds.all
  if (!first) throw new Error('an installation without any kind of case rehearses nothing')
  const entries = source.isMap(source.root) ? source.entries(source.root, A_REHEARSAL) : []
  const [, place] = entries.find(([key]) => wordIn(KIND_WORDS, key)) ?? []
  if (!place) return first
  const names = Object.fromEntries(kinds.all.map((kind) => [kind.name, kind]))
  const text = source.text(place, { zh: '案件种类', en: 'a kind of case' }) ?? ''
  const name = wordIn(names, text)
  if (name === undefined) source.unknown(place, text, names)
  return names[name ?? first.name] ?? first
}

const A_REHEARSAL: Titles = { zh: '演练', en: 'a rehearsal' }

class FileOpener {
  private readonly opening: Opening
  private readonly kind: Kind

  constructor(opening: Opening, kind: Kind) {
    this.opening = opening
    this.kind = kind
  }

  /** `chain`: the files on the way to this one. */
  open(source: YamlSource, chain: readonly string[]): OpenedFile {
    const { kind } = this
    const otherKinds = this.opening.kinds.all.filter((one) => one !== kind)
    const words = fileWords(kind)
    const fields = source.fields(source.root, { ...words, ...otherFileWords(otherKinds) }, A_REHEARSAL)
    for (const key of ['title', 'source', 'starts', 'steps'] as const) {
      const { zh } = words[key]
      if (!fields[key]) source.fail(source.root, { zh: `“${zh}”`, en: `“${key}” (${zh})` }, NOTHING)
    }
    const declared = (one: Kind) => aliasesIn(under(fields, one.path), one, source)
    const includes = fields.include ? this.includes(fields.include, source, chain) : []
    const names = this.namesOf(declared(kind), includes, source)
    const others = otherKinds.map((one) => ({ kind: one, names: otherNames(one, declared(one), includes) }))
    return {
      source,
      title: fields.title && titlesIn(source, fields.title),
      rule: fields.source && source.text(fields.source, { zh: '依据', en: 'a rule' }),
      starts: fields.starts && dateIn(source, fields.starts),
      world: fields.world,
      steps: fields.steps,
      includes: includes.map(({ include }) => include),
      names,
      others: others.filter((one) => one.names.length > 0),
    }
  }

  private includes(place: Place, source: YamlSource, chain: readonly string[]): PlacedInclude[] {
    const places = source.isList(place) ? source.items(place, A_FILE) : [place]
    return places.flatMap((one) => this.include(one, source, chain) ?? [])
  }

  private include(place: Place, source: YamlSource, chain: readonly string[]): PlacedInclude | undefined {
    const fields = source.isMap(place) ? source.fields(place, INCLUDE_WORDS, A_FILE) : { file: place }
    const at = fields.file ?? place
    const name = fields.file ? source.text(fields.file, A_FILE) : source.fail(place, A_FILE)
    const file = name === undefined ? undefined : this.included(at, name, source, chain)
    const as = fields.as && source.text(fields.as, { zh: '代称', en: 'an alias' })
    const until = fields.until && this.until(fields.until, source)
    if (!file) return undefined
    const [only, ...others] = file.names
    if (fields.as && others.length > 0)
      source.fail(fields.as, {
        zh: `不写“称为”：该文件有多个${this.kind.zh}`,
        en: `no “as” (称为): the file has several ${this.kind.path}`,
      })
    const renamed = new Map(file.names.map((one) => [one, one === only ? (as ?? one) : one]))
    return { place, include: { file, until, content: fields.with, renamed } }
  }

  private included(
    place: Place,
    name: string,
    source: YamlSource,
    chain: readonly string[],
  ): OpenedFile | undefined {
    const path = join(dirname(source.file), name)
    if (chain.includes(path))
      return source.fail(
        place,
        { zh: '不引入自身的文件', en: 'a file that does not include this one' },
        asIs(name),
      )
    if (!existsSync(path))
      return source.fail(
        place,
        { zh: '与本文件相对路径上的文件', en: 'a file, by its path from this one' },
        asIs(name),
      )
    const opened = new YamlSource(path, readFileSync(path, 'utf8'), this.opening.problems)
    const kind = kindIn(opened, this.opening.kinds)
    if (kind !== this.kind) {
      const expected = { zh: `关于${this.kind.zh}的文件`, en: `a file about ${this.kind.path}` }
      return source.fail(place, expected, { zh: `关于${kind.zh}的文件`, en: `one about ${kind.path}` })
    }
    return this.open(opened, [...chain, path])
  }

  private until(place: Place, source: YamlSource): Include['until'] {
    const what = { zh: '状态', en: 'a state' }
    const text = source.text(place, what)
    const state = text === undefined ? undefined : wordIn(this.kind.statuses, text)
    if (state !== undefined) return { place, state }
    return text === undefined ? undefined : source.unknown(place, text, this.kind.statuses, what)
  }

  /** One that has no name is the only one. */
  private namesOf(
    own: readonly string[],
    includes: readonly PlacedInclude[],
    source: YamlSource,
  ): readonly string[] {
    const names = [...own]
    const isSingle = own.length === 0 && includes.length <= 1
    for (const { place, include } of includes) {
      for (const name of include.renamed.values()) {
        if (names.includes(name) || (name === THE_CASE && !isSingle)) {
          const expected = { zh: '另一代称（“称为”）', en: 'a name of its own (“as”, 称为)' }
          source.fail(place, expected, name === THE_CASE ? NOTHING : asIs(name))
        } else names.push(name)
      }
    }
    return names.length > 0 ? names : [THE_CASE]
  }
}

const aliasesIn = (place: Place | undefined, { zh, path }: Kind, source: YamlSource): string[] => {
  const what = { zh: `${zh}的代称`, en: `aliases of ${path}` }
  return place ? source.entries(place, what).map(([alias]) => alias) : []
}

/** A case of another kind is the same one in every file that names it. */
const otherNames = (kind: Kind, own: readonly string[], includes: readonly PlacedInclude[]): string[] => {
  const included = includes.flatMap(({ include }) => include.file.others.filter((one) => one.kind === kind))
  return [...new Set([...own, ...included.flatMap(({ names }) => names)])]
}

interface PlacedInclude {
  place: Place
  include: Include
}

const A_FILE: Titles = {
  zh: '要引入的文件，或 {文件, 至, 称为, 内容}',
  en: 'a file to include, or {file, until, as, with}',
}
