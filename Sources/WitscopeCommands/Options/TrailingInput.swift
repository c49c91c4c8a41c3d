import ArgumentParser

/// Arguments of which the last is an input as it stands, also when it begins with -, and those before it are paths.
struct TrailingInput {
  private let operands: [String]
  private let endsOptions: Bool

  init(_ arguments: [String]) {
    endsOptions = arguments.first == "--"
    operands = endsOptions ? Array(arguments.dropFirst()) : arguments
  }

  /// The input; nil where there is none.
  var input: String? { operands.last }

  var paths: [String] { Array(operands.dropLast()) }

  /// - Throws: `ValidationError` where there is no input, or where a path looks like an option: a mistyped one would be
  ///   taken for a path. Only - and what follows -- may begin so.
  func validate(missing message: String) throws {
    guard !operands.isEmpty else { throw ValidationError(message) }
    guard !endsOptions, let option = paths.first(where: { $0.hasPrefix("-") && $0 != "-" }) else { return }
    throw ValidationError("unknown option \(option), or one that does not come first")
  }
}
