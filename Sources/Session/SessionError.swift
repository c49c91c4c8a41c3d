package import Diagnostics

/// What the session itself finds wrong: files, commands, instances and settings. Lower rooms' errors are wrapped.
package struct SessionError: Error, Sendable {
  /// What is wrong.
  package enum Kind: Sendable {
    // Files
    case noSuchFile(String)
    case cannotRead(String, reason: String)
    case emptyFile(String)
    /// The size in bytes, where it is known, and the limit.
    case tooLarge(String, size: Int?, limit: Int)
    case noWITInDirectory(String)
    case notText(String, offset: Int)
    case notWebAssembly(String)
    case textFormatNotRead(String)
    case emptyStandardInput

    // Commands
    case unknownCommand(String, near: [String])
    case ambiguousCommand(String, candidates: [String])
    case laterCommand(String)
    case missingArgument(command: String, what: String)
    case unexpectedArgument(command: String, argument: String)

    // Names
    case unknownInstance(String, near: [String])
    case noInstance
    case unknownName(String, near: [String])
    case nameTaken(String)
    case invalidInstanceName(String)

    // Settings
    case unknownSetting(String, near: [String])
    case invalidSetting(name: String, value: String, expected: String)
    case invalidFlagPath(function: String, path: String, reason: String)

    // Evaluation
    case notAnInteger(type: String)
    case noOperation
    case notACall
    case historyBeyond(Int)

    /// Found by another room, in its own words.
    case wrapped([Diagnostic])
  }

  package var kind: Kind
  /// Where in the input it is, where it is in the input.
  package var location: Diagnostic.Location

  package init(_ kind: Kind, at location: Diagnostic.Location = .none) {
    self.kind = kind
    self.location = location
  }
}
