import ComponentBinary
import ComponentTypes
import ComponentWIT
import CoreModule
import Diagnostics
package import WIT

/// What can be asked of a file without a session.
package enum FileInspection {
  /// What a file turned out to be.
  package enum Kind: String, Hashable, Sendable {
    case component, module
    case package = "WIT package"
  }

  /// The resolved WIT of a file, a directory or a component, as text that reads back.
  ///
  /// - Throws: `SessionError` with what cannot be read, is malformed or invalid.
  package static func witText(of path: String, features: FeatureChoice) throws(SessionError) -> String {
    switch try loader(features).load(path) {
    case .packages(let packages, let main):
      return WITPrinter().print(ResolvedPackages(packages: packages, main: main))
    case .component(let component): return WITPrinter().print(world: try component.validated(gated: .all).world)
    case .module: throw SessionError(.noWIT(path))
    }
  }

  /// The same with every declaration's identity, as the JSON that other tools read.
  ///
  /// - Throws: `SessionError` with what cannot be read, is malformed or invalid.
  package static func witJSON(of path: String, features: FeatureChoice) throws(SessionError) -> String {
    try witArenas(of: path, features: features).json
  }

  /// The resolved WIT of a file, a directory or a component, with every declaration's identity. Of a component
  /// it is its world.
  ///
  /// - Throws: `SessionError` with what cannot be read, is malformed or invalid.
  package static func witArenas(of path: String, features: FeatureChoice) throws(SessionError) -> PackageArenas {
    let loader = loader(features)
    let (main, dependencies): ([WITSource], [[WITSource]])
    switch try loader.read(path) {
    case .wit(let sources, let others): (main, dependencies) = (sources, others)
    case .package(let decoded): return decoded.arenas
    case .component(let component): return try decode(component).arenas
    case .module: throw SessionError(.noWIT(path))
    }
    do { return try resolveArenas(main: main, dependencies: dependencies, features: loader.features.wit) } catch {
      throw SessionError(.wrapped(error.diagnostics))
    }
  }

  /// What a component says in WIT, whatever it may use: nothing of it runs.
  static func decode(_ source: ComponentSource) throws(SessionError) -> DecodedWIT {
    let component = try source.validated(gated: .all)
    do { return try decodeWIT(of: component) } catch {
      throw SessionError(.wrapped(error.diagnostics.map { $0.located(in: source.path) }))
    }
  }

  /// Decodes and validates all of a file.
  ///
  /// - Throws: `SessionError` with what cannot be read, is malformed or invalid.
  package static func validate(_ path: String, features: FeatureChoice) throws(SessionError) -> Kind {
    switch try loader(features).load(path) {
    case .packages: return .package
    case .component(let component):
      _ = try component.validated()
      return .component
    case .module(let module):
      _ = try module.validated()
      return .module
    }
  }

  /// Opens a file for reading while the body runs.
  ///
  /// - Throws: `SessionError` where it cannot be opened.
  package static func withDescriptor<Value>(
    of path: String, _ body: (Int32) -> Value
  ) throws(SessionError) -> Value {
    try FileSystem.withDescriptor(of: path, body)
  }

  /// The largest session file or sourced script, in bytes.
  private static let textLimit = 32 << 20

  /// A file's text.
  ///
  /// - Throws: `SessionError` where it cannot be read or is not UTF-8.
  package static func text(of path: String) throws(SessionError) -> String { try text(of: path, in: nil) }

  /// The same of a path that may be relative to a folder.
  static func text(of path: String, in directory: String?) throws(SessionError) -> String {
    let bytes = try FileSystem.read(path, in: directory)
    guard bytes.count <= textLimit else {
      throw SessionError(.tooLarge(path, size: bytes.count, limit: textLimit))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SessionError(.cannotRead(path, reason: "it is not UTF-8"))
    }
    return text
  }

  /// The folder that a file is in.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Puts a text in a file's place, in one step.
  ///
  /// - Throws: `SessionError` where it cannot be written.
  package static func replace(_ path: String, with text: String) throws(SessionError) {
    try FileSystem.replace(path, with: Array(text.utf8))
  }

  private static func loader(_ features: FeatureChoice) -> Loader {
    Loader(features: features)
  }
}
