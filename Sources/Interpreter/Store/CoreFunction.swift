import CInterpreter
package import CoreTypes

/// A function of a store.
package final class CoreFunction {
  /// Where its code is.
  enum Body {
    /// A function of a module: the instance and the index in its module.
    case wasm(Unowned<CoreInstance>, index: UInt32)
    case host(tag: Int)
  }

  /// Its number in the store; a reference to it is this plus 1.
  package let number: Int
  /// Its type; type references in it are numbers of the store.
  package let type: CoreFunctionType
  /// The type's number in the store.
  let typeNumber: UInt32
  let body: Body
  let cell: FunctionCell
  /// Its code in each mode, once it is translated; the store's translations own it.
  private var optimisedCode: UnsafePointer<UInt64>?
  private var faithfulCode: UnsafePointer<UInt64>?

  init(number: Int, type: CoreFunctionType, typeNumber: UInt32, body: Body, cell: FunctionCell) {
    self.number = number
    self.type = type
    self.typeNumber = typeNumber
    self.body = body
    self.cell = cell
  }

  /// Lets calls run new code of a mode, which is the store's.
  func setCode(_ code: UnsafePointer<UInt64>, _ mode: CodeMode) {
    switch mode {
    case .optimised: optimisedCode = code
    case .faithful: faithfulCode = code
    }
    use(mode)
  }

  /// Lets calls run the code of a mode. A function of the host has one code only.
  func use(_ mode: CodeMode) {
    guard case .wasm = body else { return }
    let code = mode == .faithful ? faithfulCode : optimisedCode
    cell.pointer.pointee.code = code ?? wi_translate_code()
  }

  /// What a slot holds that refers to it.
  package var reference: UInt64 { UInt64(number) + 1 }
}

/// Breaks the circle between instances and their functions; the store keeps both alive.
struct Unowned<Object: AnyObject> {
  unowned let object: Object

  init(_ object: Object) { self.object = object }
}
