package import CoreModule

/// A core module inside a component.
package struct EmbeddedModule: Sendable {
  /// The decoded module; its offsets are the file's.
  package let module: Module
  /// Its imports and exports.
  package let type: CoreModuleType

  package init(_ module: Module, type: CoreModuleType) {
    self.module = module
    self.type = type
  }

  /// Where in the file, in bytes: the module from its preamble on.
  package var range: Range<Int> { module.range }
}
