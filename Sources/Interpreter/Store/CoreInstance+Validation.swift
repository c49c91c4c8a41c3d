import CoreModule
import CoreTypes
import Diagnostics

extension CoreInstance {
  /// Makes sure that a function may be translated: in a large module it is validated only now.
  ///
  /// - Throws: a trap that says what is wrong with the function.
  func requireValidity(of function: UInt32) throws(Trap) {
    guard let validation = module.functionValidation else { return }
    do { try validation.validate(function) } catch {
      throw Trap(.invalidFunction(error.diagnostics.first?.message ?? "", offset: error.offset))
    }
  }
}
