/// A path that was loaded, and the name that was asked for.
struct LoadRequest: Hashable, Sendable {
  var path: String
  /// The name after `as`; nil for the file's own.
  var name: String?
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
