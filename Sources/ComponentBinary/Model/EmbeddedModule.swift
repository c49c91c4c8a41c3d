/// A core module inside a component.
package struct EmbeddedModule: Sendable {
  /// Where in the file, in bytes: the module from its preamble on.
  package let range: Range<Int>
  /// Its imports and exports.
  package let type: CoreModuleType

  package init(range: Range<Int>, type: CoreModuleType) {
    self.range = range
    self.type = type
  }
}
