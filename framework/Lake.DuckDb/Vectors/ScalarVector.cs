using Lake.DuckDb.Errors;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>A vector whose rows are read each from its own bytes.</summary>
internal sealed class ScalarVector(VectorSource source, Func<ScalarVector, int, object> read) : DuckDbVector(source)
{
    public T At<T>(int row)
        where T : unmanaged => Raw<T>(row);

    private protected override object? ReadValue(int row) => read(this, row);
}

/// <summary>A vector of the type <c>"NULL"</c>, or of one that has no representation here.</summary>
internal sealed class NullVector(VectorSource source) : DuckDbVector(source)
{
    private protected override object? ReadValue(int row) => Type.Id == DuckDbTypeId.SqlNull
        ? null
        : throw new DuckDbException(DuckDbErrorType.NotImplemented, $"Values of type {Type} cannot be read. Cast them in SQL, to VARCHAR for one.");
}
