import ComponentRuntime

/// Calls that are made many times leave linked instances alone, too.
extension Session {
  /// Does something while fresh instances answer for those that imports are linked to.
  func withSpareLinks<Result>(_ body: () throws(SessionError) -> Result) throws(SessionError) -> Result {
    let usual = stubs.instance
    defer { stubs.instance = usual }
    var spares: [String: SpareInstance] = [:]
    stubs.instance = { [unowned self] name in
      guard let loaded = instances[name] else { return nil }
      let spare = spares[name] ?? SpareInstance(of: loaded, surroundings)
      spares[name] = spare
      return try? spare.instance()
    }
    return try body()
  }
}
