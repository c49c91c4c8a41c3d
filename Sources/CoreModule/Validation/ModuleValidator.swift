/// Validates a decoded module: all at once, or its sections first and each function when it is needed.
///
/// Made once a module; a copy may validate functions on another thread.
///
/// Source: core specification, "Validation".
package struct ModuleValidator: Sendable {
  package let module: Module
  let context: ValidationContext
  var functionValidator: FunctionValidator

  package init(_ module: Module) {
    self.module = module
    context = ValidationContext(module)
    functionValidator = FunctionValidator(module, context: context)
  }

  /// Validates everything.
  ///
  /// - Throws: the first fault, of the sections before that of the functions.
  package mutating func validate() throws(CoreModuleError) {
    try validateSections()
    for index in module.importedFunctionCount..<module.functions.count {
      try validateFunction(UInt32(truncatingIfNeeded: index))
    }
  }

  /// Validates everything but the functions' bodies.
  package mutating func validateSections() throws(CoreModuleError) {
    if let fault = context.typeFault { throw fault }
    try checkCounts()
    try checkTypeUses()
    try checkTags()
    try checkTables()
    try checkMemories()
    try checkGlobals()
    try checkExports()
    try checkTypeSize()
    try checkStart()
    try checkElements()
    try checkData()
  }

  /// Validates the body of one function. Imported functions have none and are valid.
  ///
  /// - Parameter index: in the function index space.
  /// - Precondition: ``validateSections()`` found no fault.
  package mutating func validateFunction(_ index: UInt32) throws(CoreModuleError) {
    guard let body = module.body(ofFunction: index), let type = module.functions[checked: index] else { return }
    functionValidator.offset = body.range.lowerBound
    try functionValidator.validate(body, signature: try functionValidator.function(type))
  }
}
