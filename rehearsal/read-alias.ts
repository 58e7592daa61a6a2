/** Which case of the world a file means. */
import type { Kind } from '#domain/engine/kind.ts'
import { shown } from './problem.ts'
import { meant } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export interface AliasReading {
  source: YamlSource
  kind: Kind
  /** What the file calls its cases, and what they are called in the world: a file that includes it may call one otherwise. */
  names: ReadonlyMap<string, string>
}

/** The name in the world of a case that the file names. */
export function aliasNamed(
  name: string,
  place: Place,
  { source, kind, names }: AliasReading,
): string | undefined {
  const alias = names.get(name)
  if (alias !== undefined) return alias
  const known = [...names.keys()]
  const expected = {
    zh: `${kind.zh}之一：${known.join('、')}`,
    en: `one of the ${kind.path} ${known.join(', ')}`,
  }
  const words = Object.fromEntries(known.map((one) => [one, { zh: one }]))
  return source.fail(place, expected, shown(name), meant(words, name))
}

export function aliasAt(place: Place, reading: AliasReading): string | undefined {
  const { source, kind } = reading
  const name = source.text(place, { zh: kind.zh, en: `a ${kind.en}` })
  return name === undefined ? undefined : aliasNamed(name, place, reading)
}
