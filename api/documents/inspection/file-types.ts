/** The accepted types of files; all others are refused. */
export interface FileType {
  mediaType: string
  extensions: readonly string[]
  /** For zip containers: the part by which the type is recognised. */
  mainPart?: string
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

export const FILE_TYPES = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  jpg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  txt: { mediaType: 'text/plain', extensions: ['txt'] },
  docx: {
    mediaType: `${OFFICE}.wordprocessingml.document`,
    extensions: ['docx'],
    mainPart: 'word/document.xml',
  },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, extensions: ['xlsx'], mainPart: 'xl/workbook.xml' },
  pptx: {
    mediaType: `${OFFICE}.presentationml.presentation`,
    extensions: ['pptx'],
    mainPart: 'ppt/presentation.xml',
  },
  ofd: { mediaType: 'application/ofd', extensions: ['ofd'], mainPart: 'OFD.xml' },
} as const satisfies Record<string, FileType>

export type FileTypeName = keyof typeof FILE_TYPES
/** The types that are zip containers. */
export type ContainerName = {
  [Name in FileTypeName]: (typeof FILE_TYPES)[Name] extends { mainPart: string } ? Name : never
}[FileTypeName]

export const isContainer = (type: FileTypeName): type is ContainerName => 'mainPart' in FILE_TYPES[type]

/** The type that a name claims by its last extension. */
export function typeByName(name: string): FileTypeName | undefined {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const types = Object.entries(FILE_TYPES) as [FileTypeName, FileType][]
  return types.find(([, { extensions }]) => name.includes('.') && extensions.includes(extension))?.[0]
}

/** The container types whose main part is among these parts. */
export function containersWith(parts: ReadonlySet<string>): FileTypeName[] {
  const names = Object.keys(FILE_TYPES) as FileTypeName[]
  return names.filter((name) => isContainer(name) && parts.has(FILE_TYPES[name].mainPart))
}
