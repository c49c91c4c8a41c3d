#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The environment variables that the program looks at.
enum ProcessEnvironment {
  /// The variables of these names that are set.
  static func variables(_ names: [String]) -> [String: String] {
    var variables: [String: String] = [:]
    for name in names {
      // SAFETY: `getenv` returns a C string that stays while nobody changes the environment, which nobody here does.
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }
}
