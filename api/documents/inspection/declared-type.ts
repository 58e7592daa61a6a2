/**
 * The declared type of an upload: the extension of its name, and its Content-Type. Programs send many media types for the same kind of
 * file: WPS and the file managers of Kylin and UOS have their own, and others use old lists. A media type of the same family is
 * accepted, because the content decides; one of another family is refused.
 */
import { FileRefused } from './file-refusals.ts'
import { FILE_TYPES, type FileTypeName, isContainer, typeByName } from './file-types.ts'

type Family = 'anything' | 'pdf' | 'ofd' | 'picture' | 'text' | 'office' | 'archive'

/** The first match counts. In lower case, without parameters. */
const LABELS: readonly [Family, RegExp][] = [
  ['anything', /^$|^(?:\*|application)\/\*$/],
  [
    'anything',
    /^(?:application|binary|content|unknown)\/(?:x-)?(?:octet-?stream|binary|unknown|(?:force-)?download|save-as)$/,
  ],
  ['pdf', /^(?:application|image|text)\/(?:x-|vnd\.|wps-office\.)?(?:pdf|acrobat|nappdf)$/],
  ['ofd', /^application\/(?:x-|vnd\.|wps-office\.)?ofd(?:format)?$/],
  ['picture', /^(?:application|image)\/(?:x-|wps-office\.)?(?:png|p?jpe?g|jpe|jfif|pipeg)$/],
  ['picture', /^image\/(?:vnd\.mozilla\.apng|\*)$/],
  ['text', /^(?:application|text)\/(?:x-|wps-office\.)?(?:plain|txt|text|anytext|\*)$/],
  ['archive', /^(?:application|multipart)\/(?:x-)?zip(?:-compressed)?$/],
  ['office', /^application\/vnd\.openxmlformats-officedocument\.[a-z.]+$/],
  ['office', /^application\/wps-office(?:\.[a-z0-9]+)?$/],
  ['office', /^application\/ks(?:wps|et|dps)$/],
  ['office', /^application\/(?:x-)?(?:wps|et|dps|docx?|xlsx?|pptx?)$/],
  [
    'office',
    /^application\/(?:x-|vnd\.)?(?:ms-?)?(?:office|word|excel|powerpoint|works)(?:-template|\.[a-z0-9.]+)?$/,
  ],
  ['office', /^(?:zz-application\/zz-winassoc-(?:doc|xls|ppt)x?|application\/x-tika-ooxml)$/],
]

const FAMILIES: Readonly<Record<FileTypeName, Family>> = {
  pdf: 'pdf',
  ofd: 'ofd',
  png: 'picture',
  jpg: 'picture',
  txt: 'text',
  docx: 'office',
  xlsx: 'office',
  pptx: 'office',
}

export interface Claims {
  name: string
  /** The Content-Type as it was sent, if it was sent. */
  contentType: string | undefined
}

/** The type that the content of the file must have. */
export function declaredType({ name, contentType = '' }: Claims): FileTypeName {
  const type = typeByName(name)
  if (!type) throw new FileRefused('fileTypeNotAllowed')
  const label = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const family = LABELS.find(([, labels]) => labels.test(label))?.[0]
  const isFitting =
    family === FAMILIES[type] || family === 'anything' || (family === 'archive' && isContainer(type))
  if (!isFitting) throw new FileRefused('contentTypeWrong', FILE_TYPES[type].mediaType)
  return type
}
