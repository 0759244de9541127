using System.Globalization;
using System.Numerics;
using System.Text;
using Lake.DuckDb;
using Lake.DuckDb.Types;
using Lake.Iceberg.Partitioning;

namespace Lake.Engines.DuckDb.Connections;

/// <summary>The hash that buckets are made of, as functions of SQL.</summary>
internal static class PartitionHash
{
    public const string OfLong = "__lake_hash_long";
    public const string OfText = "__lake_hash_text";
    public const string OfBlob = "__lake_hash_blob";

    /// <summary>Takes the decimal's text.</summary>
    public const string OfDecimal = "__lake_hash_decimal";

    public static void Register(DuckDbConnection connection)
    {
        connection.Register(OfLong, DuckDbTypeId.BigInt, Murmur3.Hash);
        connection.Register(OfText, DuckDbTypeId.Varchar, Murmur3.Hash);
        connection.Register(OfBlob, DuckDbTypeId.Blob, Murmur3.Hash);
        connection.Register(OfDecimal, DuckDbTypeId.Varchar, HashDecimal);
    }

    private static int HashDecimal(ReadOnlySpan<byte> text)
    {
        var digits = Encoding.ASCII.GetString(text).Replace(".", "", StringComparison.Ordinal);
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled)
            ? Murmur3.Hash(unscaled.ToByteArray(isUnsigned: false, isBigEndian: true))
            : 0;
    }
}
