/** The little of jStat that {@link file://./student-t.ts} needs: the package ships no types. */
declare module 'jstat' {
  const jStat: {
    readonly studentt: {
      cdf(x: number, freedom: number): number;
      inv(p: number, freedom: number): number;
    };
    readonly normal: {
      cdf(x: number, mean: number, deviation: number): number;
      inv(p: number, mean: number, deviation: number): number;
    };
  };
  export default jStat;
}
