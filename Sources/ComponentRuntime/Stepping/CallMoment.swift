package import ComponentTypes
package import CoreTypes

/// A moment of the canonical ABI, between two wasm operators: values are lifted or lowered, memory is asked for, an import
/// is answered, the call ends.
package struct CallMoment: Hashable, Sendable {
  /// What a transfer is of.
  package enum Part: Hashable, Sendable {
    case parameters, results
  }

  package enum Kind: Hashable, Sendable {
    /// Core values, and memory behind them, were made component-level values.
    case lifted(Part, [ComponentValue])
    /// Component-level values were made core values, and memory behind them.
    case lowered(Part, [CoreValue])
    /// The guest's `realloc` is about to run.
    case realloc(old: UInt64, oldSize: UInt64, alignment: UInt64, newSize: UInt64)
    /// It returned this pointer.
    case reallocated(UInt64)
    /// The guest's `post-return` is about to run, with the callee's core results.
    case postReturn([CoreValue])
    /// A linked instance or a stub answered.
    case answered(ComponentValue?)
    /// A built-in of a resource type ran: its argument and its results.
    case resource(ResourceOperation, UInt64, [CoreValue])
    /// A resource's destructor is about to run.
    case destructor(representation: UInt64)
    /// The call returned; its result, nil for none.
    case returned(ComponentValue?)
    /// The call trapped.
    case trapped(Trap)
  }

  package let kind: Kind
  /// The component instance whose values or memory it is about, by its number in the store: 0 is the outermost; nil for
  /// the host.
  package let component: Int?
  /// The type of the function whose values are moved, where values are.
  package let type: FunctionType?

  init(_ kind: Kind, component: Int?, type: FunctionType? = nil) {
    self.kind = kind
    self.component = component
    self.type = type
  }
}

/// The moments that a run came by and that were not looked at yet.
final class MomentLog {
  var pending: [CallMoment] = []

  func note(_ moment: CallMoment) { pending.append(moment) }
}
