/** People and organisations where a file names them: by code, in Chinese or in English. */
import type { Organisation, Person } from '#domain/values/directory.ts'
import { shown, type Titles } from './problem.ts'
import type { ReferenceDirectory } from './reference-directory.ts'
import { meant } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

interface PartyReading {
  source: YamlSource
  directory: ReferenceDirectory
}

export const A_PERSON: Titles = {
  zh: '示例名录（db/reference/people.yaml）中的人员',
  en: 'a person of db/reference/people.yaml',
}
const AN_ORGANISATION: Titles = {
  zh: '示例名录（db/reference/organisations.yaml）中的单位',
  en: 'an organisation of db/reference/organisations.yaml',
}

export function personNamed(
  name: string,
  place: Place,
  { source, directory }: PartyReading,
): Person | undefined {
  const person = directory.find(name)
  return person ?? source.fail(place, A_PERSON, shown(name), meant(directory.peopleWords, name))
}

export function personAt(place: Place, reading: PartyReading): Person | undefined {
  const name = reading.source.text(place, A_PERSON)
  return name === undefined ? undefined : personNamed(name, place, reading)
}

export function organisationNamed(
  name: string,
  place: Place,
  { source, directory }: PartyReading,
): Organisation | undefined {
  const found = directory.findOrganisation(name)
  return found ?? source.fail(place, AN_ORGANISATION, shown(name), meant(directory.organisationWords, name))
}

export function organisationAt(place: Place, reading: PartyReading): Organisation | undefined {
  const name = reading.source.text(place, AN_ORGANISATION)
  return name === undefined ? undefined : organisationNamed(name, place, reading)
}
