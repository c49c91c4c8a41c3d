/// How much of a core module is validated while it is decoded.
package enum CoreValidation: Hashable, Sendable {
  /// All of it.
  case everything
  /// All of a module with up to so many bytes of code; of a larger one all but the functions' bodies, each of which is
  /// validated before it runs.
  case functionsUpTo(codeBytes: Int)

  /// What an instance that shall start at once is loaded with.
  package static let lazyWhereLarge = CoreValidation.functionsUpTo(codeBytes: 1 << 20)
}

/// Decodes a core module and validates all of it, or as much as is asked for.
package func decodeAndValidateModule(
  _ bytes: [UInt8], in range: Range<Int>? = nil, features: CoreFeatures = .supported,
  validation: CoreValidation = .everything
) throws(CoreModuleError) -> Module {
  var module = try decodeModule(bytes, in: range, features: features)
  var validator = ModuleValidator(module)
  if case .functionsUpTo(let limit) = validation, module.codeByteCount > limit {
    try validator.validateSections()
    module.functionValidation = FunctionValidation(validator)
  } else {
    try validator.validate()
  }
  return module
}
