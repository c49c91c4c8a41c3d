import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

/// A component-level function.
final class ComponentFunction {
  /// What happens when it is called.
  enum Body {
    case lifted(LiftedFunction)
    /// An exported function of another instance that an import is linked to.
    case linked(any ComponentInstance, FunctionPath)
    /// Nothing is linked to the import; whoever stands in for it answers, or its call traps.
    case stub(FunctionPath)
  }

  let body: Body
  /// The type, as the component that lifts it sees it.
  let signature: Signature

  init(_ type: FunctionType, _ body: Body) {
    signature = Signature(type)
    self.body = body
  }
}

/// A function type with its plans, which are made when the function is first called.
final class Signature {
  let type: FunctionType
  private lazy var plan32 = Result { () throws(CanonicalABIError) in try SignaturePlan(type) }
  private lazy var plan64 = Result { () throws(CanonicalABIError) in try SignaturePlan(type, pointerType: .i64) }

  /// The plan for values in a memory with addresses of a type. What it says of handles is the same for all.
  func plan(_ pointerType: CoreAddressType) -> Result<SignaturePlan, CanonicalABIError> {
    pointerType == .i32 ? plan32 : plan64
  }

  init(_ type: FunctionType) {
    self.type = type
  }
}

/// What `canon lift` makes.
struct LiftedFunction {
  let core: CoreFunction
  let side: TransferSide
  let postReturn: CoreFunction?
  let isAsync: Bool
}

/// What `canon lower` makes.
struct LoweredFunction {
  let callee: ComponentFunction
  let side: TransferSide
  /// The type, as the component that lowers it sees it.
  let signature: Signature
  let isAsync: Bool
}

/// One component's side of a call: where its values lie and how.
struct TransferSide {
  /// Kept alive by the `RuntimeStore`.
  unowned let scope: ComponentScope
  let memory: CoreMemory?
  let realloc: CoreFunction?
  let options: TransferOptions

  /// The type of pointers: that of the memory's addresses.
  var pointerType: CoreAddressType { memory?.type.addressType ?? .i32 }
}

extension CoreMemory: LinearMemory {}
