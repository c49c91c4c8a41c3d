/// A path that was loaded, and the name that was asked for.
struct LoadRequest: Hashable, Sendable {
  var path: String
  /// The folder that the path is relative to; nil for the process's own.
  var directory: String?
  /// The name after `as`; nil for the file's own.
  var name: String?
}

extension LoadRequest {
  /// Where the path leads, relative to the process's own folder.
  var location: String { FileSystem.located(path, in: directory) }
}

/// A path that was loaded, with what its files were just before they were read.
struct LoadRecord: Hashable, Sendable {
  var request: LoadRequest
  var stamps: FileStamps
  /// What was reported of it last, so that a change is offered once.
  var reported: Report?

  struct Report: Hashable, Sendable {
    var stamps: FileStamps
    var state: ChangedFile.State
  }
}
