/** The door of the package `yaml`: YAML 1.2, in which `on` is a word like any other. */
export {
  type Alias,
  type Document as YamlDocument,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
