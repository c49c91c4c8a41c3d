import Diagnostics

/// The files that led to an input: those that are being sourced or checked, the innermost last.
struct SessionFileChain: Sendable {
  /// How many files may lead to one another.
  static let limit = 16
  /// How many inputs a sourced file may hold, those of the files that it sources not counted.
  static let inputLimit = 10_000

  /// Without links and detours, so that one file has one path.
  private(set) var paths: [String] = []
  /// The folder that paths in the innermost file are relative to; nil outside of any.
  private(set) var directory: String?
  /// Whether one of them is being checked.
  private(set) var isChecking = false

  /// Of inputs that come from no file.
  init() {}

  /// Of a file that is checked from the outside.
  init(checking path: String) {
    paths = [FileSystem.canonical(path)]
    directory = FileInspection.directory(of: path)
    isChecking = true
  }

  /// The same with a file within.
  ///
  /// - Parameter path: Where it is, relative to the process's own folder.
  /// - Throws: `SessionError` where the file is open already, or too many are.
  func opening(_ path: String, as name: String, toCheck: Bool) throws(SessionError) -> SessionFileChain {
    let canonical = FileSystem.canonical(path)
    guard !paths.contains(canonical) else { throw SessionError(.fileLeadsToItself(name)) }
    guard paths.count < Self.limit else { throw SessionError(.filesNestedTooDeep(name, limit: Self.limit)) }
    var chain = self
    chain.paths.append(canonical)
    chain.directory = FileInspection.directory(of: path)
    chain.isChecking = isChecking || toCheck
    return chain
  }
}
