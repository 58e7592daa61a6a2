/** Mistakes of form that the reader of YAML tells in English only, by its codes. */
import type { ErrorCode } from 'yaml'

export const YAML_MISTAKES: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: '引用（*）不得再附锚点或标签',
  BAD_ALIAS: '引用或锚点的名称有误',
  BAD_DIRECTIVE: '指令有误',
  BAD_DQ_ESCAPE: '双引号内的转义有误',
  BAD_INDENT: '缩进有误',
  BAD_PROP_ORDER: '锚点和标签须写在值之前',
  BAD_SCALAR_START: '值的开头有不允许的字符，须加引号',
  BLOCK_AS_IMPLICIT_KEY: '同一行内嵌套了两个键',
  BLOCK_IN_FLOW: '{…} 或 […] 内不得用缩进写法',
  DUPLICATE_KEY: '同一键出现两次',
  KEY_OVER_1024_CHARS: '键过长',
  MISSING_CHAR: '缺少字符（冒号、逗号、引号或括号）',
  MULTILINE_IMPLICIT_KEY: '键须写在一行内',
  MULTIPLE_ANCHORS: '一个值只能有一个锚点',
  MULTIPLE_DOCS: '一个文件只能有一份文档',
  MULTIPLE_TAGS: '一个值只能有一个标签',
  NON_STRING_KEY: '键须为文本',
  TAB_AS_INDENT: '缩进不得用制表符',
  TAG_RESOLVE_FAILED: '标签无法识别',
  UNEXPECTED_TOKEN: '此处有多余的内容',
}
