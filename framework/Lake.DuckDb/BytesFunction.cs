using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;
using Lake.DuckDb.Types;
using Lake.DuckDb.Vectors;

namespace Lake.DuckDb;

/// <summary>Computes an INTEGER from the bytes of a value. Called by several threads at once; must not throw.</summary>
public delegate int BytesToInteger(ReadOnlySpan<byte> bytes);

/// <summary>
/// A function of SQL that is written in C#: it sees a VARCHAR or BLOB as its bytes and a BIGINT as its eight
/// (little-endian) bytes. NULL gives NULL.
/// </summary>
internal static unsafe class BytesFunction
{
    public static void Register(ConnectionHandle connection, string name, DuckDbTypeId parameter, BytesToInteger body)
    {
        using var function = ScalarFunctions.Create();
        using var input = ScalarFunctions.CreateType(parameter);
        using var output = ScalarFunctions.CreateType(DuckDbTypeId.Integer);
        ScalarFunctions.SetName(function, name);
        ScalarFunctions.AddParameter(function, input);
        ScalarFunctions.SetReturnType(function, output);
        ScalarFunctions.SetExtraInfo(function, GCHandle.ToIntPtr(GCHandle.Alloc(body)), &Free);
        ScalarFunctions.SetFunction(function, parameter == DuckDbTypeId.BigInt ? &RunOnLongs : &RunOnTexts);
        if (ScalarFunctions.Register(connection, function) != NativeState.Success)
        {
            throw new DuckDbException(DuckDbErrorType.Catalog, $"There is a function {name} already.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint info) => GCHandle.FromIntPtr(info).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunOnLongs(nint info, nint chunk, nint output) =>
        Run(info, chunk, output, static (data, row) => new ReadOnlySpan<byte>((long*)data + row, sizeof(long)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunOnTexts(nint info, nint chunk, nint output) =>
        Run(info, chunk, output, static (data, row) => ((NativeString*)data + row)->AsSpan());

    private static void Run(nint info, nint chunk, nint output, ReadBytes read)
    {
        if (GCHandle.FromIntPtr(ScalarFunctions.GetExtraInfo(info)).Target is not BytesToInteger body)
        {
            ScalarFunctions.SetError(info, "The function is gone.");
            return;
        }

        var rows = (int)ScalarFunctions.InputSize(chunk);
        var vector = ScalarFunctions.InputVector(chunk, 0);
        var data = (nint)DataChunks.VectorData(vector);
        var valid = DataChunks.VectorValidity(vector);
        var results = (int*)DataChunks.VectorData(output);
        ulong* nulls = null;
        for (var row = 0; row < rows; row++)
        {
            if (valid == null || (valid[row >> 6] & (1UL << (row & 63))) != 0)
            {
                results[row] = body(read(data, row));
                continue;
            }

            if (nulls == null)
            {
                ScalarFunctions.EnsureValidityWritable(output);
                nulls = DataChunks.VectorValidity(output);
            }

            nulls[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    private delegate ReadOnlySpan<byte> ReadBytes(nint data, int row);
}
